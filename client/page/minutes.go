package page

import (
	"bytes"
	"context"
	"errors"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/minutes"
	"casusoverleg/minutes/export"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Minutes is a package that was opened and checked. Where it fails only Failure
// is there: nothing else of such a file is to be believed.
type Minutes struct {
	Failure        *Failure      `json:"failure" jsonschema:"nullable"`
	Package        Act           `json:"package"` // issue act
	Room           Act           `json:"room"`
	Kind           covenant.Code `json:"kind"`
	Adopted        bool          `json:"adopted"` // false: a draft to react to
	Started        int64         `json:"started"`
	Issued         int64         `json:"issued"`
	Recipient      string        `json:"recipient"` // name, or organisation
	RecipientParty Words         `json:"recipientParty"`
	Chair          string        `json:"chair"`
	ChairParty     Words         `json:"chairParty"`
	Scope          Words         `json:"scope"` // kind of meeting
	Purpose        Words         `json:"purpose"`
	Retention      Words         `json:"retention"`
	Reaction       Words         `json:"reaction"` // by when to react; empty when the covenant sets no term
	Size           int           `json:"size"`     // of the page, bytes
	HTML           string        `json:"html"`     // the page itself
	Headline       Words         `json:"headline"` // that it was checked, in one sentence
	Checked        []Words       `json:"checked"`  // what was established
	Limits         []Words       `json:"limits"`   // what a file cannot show
	Items          []MinutesItem `json:"items"`
	Work           []WorkLine    `json:"work"`
}

// Failure says why a package cannot be trusted, and where.
type Failure struct {
	Code     minutes.Code  `json:"code"`
	Item     agenda.ItemID `json:"item"`    // 0 for the whole
	Passage  int           `json:"passage"` // as numbered; 0 for the whole
	Sentence Words         `json:"sentence"`
}

// MinutesItem is what a package says about one item.
type MinutesItem struct {
	ID       agenda.ItemID `json:"id"`
	Label    string        `json:"label"`
	Passages []Passage     `json:"passages"`
}

// Passage is one text of a package.
type Passage struct {
	Number      int           `json:"number"` // as in the document; 0 for a heading
	Kind        covenant.Code `json:"kind"`   // empty for one's own contribution
	Text        string        `json:"text"`
	Nature      covenant.Code `json:"nature"` // fact, opinion or empty
	Own         bool          `json:"own"`
	Independent bool          `json:"independent"` // draws on no contribution, as author and chair stated
	Owners      []Owner       `json:"owners"`
	Decided     int64         `json:"decided"` // when chair or deputy approved it; 0 for one's own
	Decider     string        `json:"decider"`
	Actions     []Act         `json:"actions"` // that it is needed for
}

// Owner is somebody whose information it is.
type Owner struct {
	Name   string `json:"name"`
	Party  Words  `json:"party"`
	Agreed int64  `json:"agreed"` // when he agreed; 0 for who did not have to
}

// WorkLine is one line of the action list.
type WorkLine struct {
	Item   agenda.ItemID `json:"item"`
	Number int           `json:"number"` // of the passage
	Act    Act           `json:"act"`    // action act; empty when vacant
	What   string        `json:"what"`
	Who    string        `json:"who"`
	Party  string        `json:"party"`
	Due    int64         `json:"due"` // day; 0 when vacant
	Status export.Status `json:"status"`
	Mine   bool          `json:"mine"`
}

// both says something in the two languages.
func both(say func(minutes.Language) string) Words {
	return Words{NL: say(minutes.Dutch), EN: say(minutes.English)}
}

func bothOf(say func(minutes.Language) []string) []Words {
	nl, en := say(minutes.Dutch), say(minutes.English)
	var list []Words
	for i := range nl {
		list = append(list, Words{NL: nl[i], EN: en[i]})
	}
	return list
}

func failedMinutes(err error) (Minutes, error) {
	var f *minutes.Failure
	if !errors.As(err, &f) {
		return Minutes{}, err
	}
	return Minutes{Failure: &Failure{Code: f.Code, Item: f.Where.Item, Passage: f.Where.Passage, Sentence: both(f.Sentence)}}, nil
}

// minutesOf tells what a package says, once it was verified.
func minutesOf(p *export.Package) Minutes {
	v := p.Verified()
	c := &v.Contents
	m := Minutes{
		Package: actOf(v.Issue.Act), Room: actOf(c.Room), Kind: c.Kind, Adopted: c.Adopted, Started: c.Started, Issued: v.Issue.Time,
		Recipient: c.Outside, Scope: wordsOf(c.Scope.Text), Purpose: wordsOf(c.Purpose.Text), Retention: wordsOf(c.Retention),
		Reaction: wordsOf(c.Reaction), Size: len(p.HTML()), HTML: string(p.HTML()),
		Headline: both(v.Headline), Checked: bothOf(v.Checked), Limits: bothOf(v.Limits),
	}
	people := peopleOf(c)
	if o, ok := people[c.Recipient.Seat]; ok && c.Recipient.Seat != 0 {
		m.Recipient, m.RecipientParty = o.Name, o.Party
	}
	m.Chair, m.ChairParty = people[c.Chair].Name, people[c.Chair].Party
	passages := map[minutes.Where]minutes.Passage{}
	byProposal := map[crypto.Digest]minutes.Passage{}
	for _, passage := range v.Passages {
		passages[passage.Where] = passage
		byProposal[passage.Proposal] = passage
	}
	for i := range c.Items {
		m.Items = append(m.Items, minutesItem(&c.Items[i], people, byProposal))
	}
	for _, a := range p.Actions() {
		m.Work = append(m.Work, WorkLine{
			Item: a.Item, Number: a.Number, Act: actOf(a.Act), What: a.What, Who: a.Who, Party: a.Organisation, Due: a.Due,
			Status: a.Status, Mine: a.Mine,
		})
	}
	return m
}

// peopleOf are those a package names, by seat.
func peopleOf(c *minutes.Contents) map[chain.Seat]Owner {
	parties := map[covenant.Code]Words{}
	for _, w := range c.Parties {
		parties[w.Code] = wordsOf(w.Text)
	}
	people := map[chain.Seat]Owner{}
	for _, p := range c.Persons {
		people[p.Seat] = Owner{Name: p.Name, Party: parties[p.Party]}
	}
	return people
}

func minutesItem(from *minutes.Item, people map[chain.Seat]Owner, passages map[crypto.Digest]minutes.Passage) MinutesItem {
	it := MinutesItem{ID: from.ID}
	for _, rel := range from.Releases {
		passage := passages[rel.Proposal]
		p := Passage{
			Number: passage.Where.Passage, Kind: rel.Kind, Text: rel.Text, Nature: rel.Nature, Independent: rel.Independent,
			Decided: passage.Decision.Time, Decider: passage.Decision.Name, Actions: actsOf(rel.For),
		}
		for _, seat := range rel.By {
			owner := people[seat]
			for _, a := range passage.Agreements {
				if a.Seat == seat {
					owner.Agreed = a.Time
				}
			}
			p.Owners = append(p.Owners, owner)
		}
		if p.Number == 0 {
			it.Label = rel.Text
		}
		it.Passages = append(it.Passages, p)
	}
	for _, own := range from.Own {
		it.Passages = append(it.Passages, Passage{Text: own.Text, Nature: own.Labels.Nature, Own: true})
	}
	return it
}

// fetched gets one's own package and checks it.
func fetched(ctx context.Context, s *client.Session, issue crypto.Digest) (*export.Package, []byte, error) {
	got, err := s.FetchPackage(ctx, issue)
	if err != nil {
		return nil, nil, err
	}
	p, err := export.Open(got.HTML, minutes.Expect{Room: s.Room(), Recipient: room.Recipient{Seat: s.Seat()}, Rules: s.Rules()})
	return p, got.File, err
}

// Fetched is one's own package.
type Fetched struct {
	Minutes Minutes `json:"minutes"`
}

func fetch(ctx context.Context, s *client.Session, ask AskPackage) (Fetched, error) {
	p, _, err := fetched(ctx, s, ask.Package)
	if err != nil {
		m, err := failedMinutes(err)
		return Fetched{Minutes: m}, err
	}
	return Fetched{Minutes: minutesOf(p)}, nil
}

// AskVerify asks what a file proves: a package, opened or for this person's own key, a
// log, or evidence that a device kept. It needs no room.
type AskVerify struct {
	File Bytes `json:"file"`
}

// Report is what was established: exactly one of the three.
type Report struct {
	Minutes *Minutes   `json:"minutes" jsonschema:"nullable"`
	Log     *LogReport `json:"log" jsonschema:"nullable"`
	Broken  *Trouble   `json:"broken" jsonschema:"nullable"` // a log that breaks, or what a device stopped on
}

// LogReport is what a log proves.
type LogReport struct {
	Room    Act        `json:"room"`
	Records int        `json:"records"` // entries that are shown
	Stubs   int        `json:"stubs"`   // entries that are only counted
	Head    uint64     `json:"head"`    // how many the server signed for
	Epoch   uint64     `json:"epoch"`
	Phase   room.Phase `json:"phase"`
}

func verify(ctx context.Context, c *call, ask AskVerify) (Report, error) {
	if f, err := replica.ReadEvidenceFile(ask.File); err == nil {
		return Report{Broken: broken(&f.Evidence)}, nil
	}
	log, err := replica.ReadLogFile(bytes.NewReader(ask.File))
	if err != nil {
		page, err := pageIn(ctx, c.desk.guard, ask.File)
		if err != nil {
			return Report{}, err
		}
		p, err := export.Open(page, minutes.Expect{})
		m := Minutes{}
		if err != nil {
			m, err = failedMinutes(err)
		} else {
			m = minutesOf(p)
		}
		return Report{Minutes: &m}, err
	}
	v, err := log.Verify()
	var stopped *replica.Evidence
	if errors.As(err, &stopped) {
		return Report{Broken: broken(stopped)}, nil
	}
	if err != nil {
		return Report{}, err
	}
	return Report{Log: &LogReport{
		Room: actOf(v.Room), Records: v.Records, Stubs: v.Stubs, Head: v.Head.N, Epoch: v.Epoch, Phase: v.View.Phase,
	}}, nil
}
