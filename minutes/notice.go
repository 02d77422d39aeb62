package minutes

import (
	"cmp"
	"slices"
	"strings"

	"casusoverleg/agenda"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// NoticeInput is what the notice to a family is made from.
type NoticeInput struct {
	View     room.View       // of chair or deputy: who sees every label
	Rules    *covenant.Rules // of the room
	Item     agenda.ItemID
	Language Language // Dutch when empty
	// Reason says in plain words why the case was discussed (AA-4.3b).
	Reason string
	// Referrer is who brought the case in (AA-4.3a); "" when nobody did. It is left
	// out where Unsafe says that naming him would endanger somebody.
	Referrer string
	Unsafe   bool
}

// Notice is what a family is told about a case that was discussed: which data, for
// which purpose, with which partner, its rights and its contact (TS-P-7.2; AA-4.3
// asks these seven points). It says nothing of the texts themselves: it is made of
// the words of the profile, the roster, and the releases that leave. The chair
// proposes its text as a release of kind notice.
type Notice struct {
	Points []NoticePoint
}

// NoticePoint is one thing the family is told.
type NoticePoint struct {
	Heading string
	Lines   []string
}

// Text is the notice as it is proposed: a heading per point, and lines under it.
func (n Notice) Text() string {
	var b strings.Builder
	for i, p := range n.Points {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(p.Heading + "\n")
		for _, line := range p.Lines {
			b.WriteString("– " + line + "\n")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// CompileNotice makes the notice of one case. Errors: ErrRecipient where there is no
// such case in the view, ErrUnopened where the viewer does not see every label.
func CompileNotice(in NoticeInput) (Notice, error) {
	in.Language = cmp.Or(in.Language, Dutch)
	i := slices.IndexFunc(in.View.Items, func(it room.ItemView) bool { return it.ID == in.Item && it.Here && !it.General })
	if i < 0 {
		return Notice{}, ErrRecipient
	}
	k := noticing{in: in, it: in.View.Items[i]}
	shared, err := k.shared()
	if err != nil {
		return Notice{}, err
	}
	var n Notice
	if in.Referrer != "" && !in.Unsafe {
		n.add(k.say("Wie de vraag of melding deed", "Who asked or reported"), in.Referrer)
	}
	n.add(k.say("Waarom wij over u spraken", "Why we spoke about you"), in.Reason)
	n.add(k.say("Wie daarbij waren", "Who were there"), k.team()...)
	n.add(k.say("Welke gegevens wie kreeg", "Which data went to whom"), shared...)
	n.add(k.say("Waarvoor", "What for"), k.purpose())
	n.add(k.say("Uw rechten", "Your rights"), k.rights()...)
	n.add(k.say("Bij wie u terecht kunt", "Whom you can turn to"), k.contact())
	return n, nil
}

func (n *Notice) add(heading string, lines ...string) {
	lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	if len(lines) > 0 {
		n.Points = append(n.Points, NoticePoint{Heading: heading, Lines: lines})
	}
}

// noticing is one call of CompileNotice.
type noticing struct {
	in NoticeInput
	it room.ItemView
}

func (k noticing) say(nl, en string) string { return in(words(nl, en), k.in.Language) }

func (k noticing) word(entries []covenant.Entry, code covenant.Code) string {
	return in(word(entries, code).Text, k.in.Language)
}

// party is what an organisation is called.
func (k noticing) party(code covenant.Code) string { return k.word(k.in.Rules.Parties(), code) }

// team are the organisations at the case, with the functions of who was there for
// them while it was discussed, also without a device, or sits there now; not their names.
func (k noticing) team() []string {
	var team []string
	add := func(id agenda.PlaceID) {
		if p := k.in.View.Places[id-1]; p.Guest == "" {
			team = append(team, p.Function+", "+k.party(p.Party))
		}
	}
	for _, id := range k.it.Item.There {
		add(id)
	}
	for _, sitting := range k.it.Item.Sittings {
		if p := k.in.View.Places[sitting.Place-1]; p.Seat != 0 || p.Present {
			add(p.ID)
		}
	}
	slices.Sort(team)
	return slices.Compact(team)
}

// shared says per partner which kinds of data leave for it, or left and were taken
// back afterwards.
func (k noticing) shared() ([]string, error) {
	kinds := map[string][]string{}
	for _, p := range k.it.Proposals {
		if p.Kind == covenant.ReleaseNotice || p.Kind == room.ReleaseResponse {
			continue // what goes to the family, and comes from it
		}
		data, err := k.data(p)
		if err != nil {
			return nil, err
		}
		for _, r := range slices.Concat(p.Leaves, p.Given) {
			if partner := k.partner(r); partner != "" {
				kinds[partner] = append(kinds[partner], data...)
			}
		}
	}
	var lines []string
	for partner, data := range kinds {
		slices.Sort(data)
		lines = append(lines, partner+": "+strings.Join(slices.Compact(data), "; "))
	}
	slices.Sort(lines)
	if lines == nil {
		lines = []string{k.say("Er zijn geen gegevens meegegeven.", "No data were given along.")}
	}
	return append(lines, k.say("Dit gaat over wat na de bespreking is meegegeven. Wie erbij waren, konden ook horen wat daar is gezegd.",
		"This is about what was given along after the discussion. Who were there could also hear what was said.")), nil
}

// data are the kinds of data in a release: those of its sources, or what kind of text
// it is where it draws on none, or on what was taken back since.
func (k noticing) data(p room.ProposalView) ([]string, error) {
	var data []string
	for _, act := range p.Sources {
		i := slices.IndexFunc(k.it.Contributions, func(c room.ContributionView) bool { return c.Act == act })
		if i < 0 || (k.it.Contributions[i].Labels == nil && !k.it.Contributions[i].Withdrawn) {
			return nil, ErrUnopened
		}
		if l := k.it.Contributions[i].Labels; l != nil {
			data = append(data, k.word(k.in.Rules.Categories(), l.Category))
		}
	}
	if data == nil {
		data = []string{k.word(k.in.Rules.ReleaseKinds(), p.Kind)}
	}
	return data, nil
}

// partner is the organisation that gets a release; "" for the family itself.
func (k noticing) partner(r room.Recipient) string {
	if r.Seat == 0 {
		return k.in.View.Outsiders[r.Outside-1].Organisation
	}
	seat := k.in.View.Seats[r.Seat-1]
	if k.in.View.Places[seat.Place-1].Guest != "" {
		return ""
	}
	return k.party(seat.Claims.Party)
}

func (k noticing) purpose() string {
	return k.word(k.in.Rules.Purposes(), cmp.Or(k.it.Item.Facts.Purpose, k.in.View.Purpose))
}

// rights are those of AVG art. 15–21 and 77, with the covenant's term for a request.
func (k noticing) rights() []string {
	rights := []string{
		k.say("U mag uw gegevens inzien, laten verbeteren of laten wissen. U mag vragen om ze minder te gebruiken, en u mag bezwaar maken.",
			"You may see your data, have them corrected or erased. You may ask for less use of them, and you may object."),
	}
	for _, t := range k.in.Rules.Terms() {
		if t.Code == covenant.TermRequest {
			rights = append(rights, in(words(t.NL, t.EN), k.in.Language))
		}
	}
	return append(rights,
		k.say("U mag reageren op wat er staat. Uw reactie gaat mee met het verslag.", "You may respond to what it says. Your response goes along with the minutes."),
		k.say("U mag een klacht indienen bij de Autoriteit Persoonsgegevens.", "You may complain to the Dutch data protection authority."))
}

// contact is the family's one contact, or the chair while there is none.
func (k noticing) contact() string {
	for _, seat := range k.in.View.Seats {
		here := seat.Place == k.it.Item.Contact || (k.it.Item.Contact == 0 && seat.Post == agenda.Chair)
		if !here || seat.Gone != "" {
			continue
		}
		line := seat.Claims.Name + ", " + seat.Claims.Function + ", " + k.party(seat.Claims.Party)
		if seat.Claims.Contact != "" {
			line += ", " + seat.Claims.Contact
		}
		return line
	}
	return ""
}
