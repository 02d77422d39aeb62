package client

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/agenda"
	"casusoverleg/client/replica"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
	"casusoverleg/room/covenant/profiles"
)

// withGuests are De Wolden's rules where a person concerned may take part himself.
func withGuests(t *testing.T) *covenant.Rules {
	p, err := profiles.Load("de-wolden")
	require.NoError(t, err)
	entry := func(code covenant.Code) covenant.Entry {
		return covenant.Entry{Code: code, NL: string(code), EN: string(code), Articles: []covenant.Article{"TS"}}
	}
	p.Keys.Guests = []covenant.Entry{entry(covenant.GuestPerson)}
	p.Keys.ItemRoles = append(p.Keys.ItemRoles, covenant.Role{Entry: entry("family"), Contribute: true, Guest: true})
	rules, err := profiles.Complete(p)
	require.NoError(t, err)
	return rules
}

const samira = "Samira el Bouazzati"

// stored is everything the server has on disk.
func (h *house) stored() string {
	h.Helper()
	var all strings.Builder
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(h.path + suffix)
		if os.IsNotExist(err) {
			continue
		}
		require.NoError(h, err)
		all.Write(b)
	}
	return all.String()
}

// knowsOf waits until somebody can open a guest's name at the item.
func (p *person) knowsOf(item agenda.ItemID, guest *person, name string) {
	p.Helper()
	require.Eventually(p, func() bool { return p.Guests(item)[guest.Seat()] == name }, Late, 10*time.Millisecond)
}

// Samira is at the table about her own case. The chair gave her the link, and reads
// in the lobby to whom; the police officer at her case reads who she is, from her own
// device; Joris, who shares no item with her, and the server never do.
func TestANameIsForWhoSharesAnItem(t *testing.T) {
	h := newHouseUnder(t, withGuests(t))
	m := newMeetingIn(h)
	ctx := soon(t)
	guest := h.person("Samira", "", "")
	var err error
	guest.place, err = m.gerda.PlaceGuest(ctx, covenant.GuestPerson)
	require.NoError(t, err)
	link, err := m.gerda.InviteGuest(ctx, guest.place, samira, time.Hour)
	require.NoError(t, err)
	welcome, err := Look(ctx, link, guest.options())
	require.NoError(t, err)
	require.Equal(t, covenant.GuestPerson, welcome.Guest)
	_, err = KnockGuest(ctx, link, "", guest.options())
	require.ErrorIs(t, err, ErrName)
	visitor, err := KnockGuest(ctx, link, samira, guest.options())
	require.NoError(t, err)
	kept, err := guest.vault.Unsent(ctx, link.Room, ownName)
	require.NoError(t, err)
	require.Empty(t, kept, "nothing stays of who is turned away")
	visits := m.gerda.waitingFor()
	require.Equal(t, samira, visits[0].Guest)
	require.Equal(t, room.Claims{}, visits[0].Claims)
	require.True(t, visits[0].Genuine)
	_, err = m.gerda.Admit(ctx, visits[0])
	require.NoError(t, err)
	s, err := visitor.Wait(ctx)
	require.NoError(t, err)
	guest.is(s)
	require.NoError(t, guest.Join(ctx))

	require.Empty(t, m.bram.Guests(m.item), "she sits nowhere yet")
	require.NoError(t, m.gerda.SitGuest(ctx, m.item, guest.place, "family", 1))
	for _, there := range []*person{m.gerda, m.bram, m.fatima, guest} {
		there.knowsOf(m.item, guest, samira)
	}

	// Joris comes to the item: her device tells him too. She tells another name.
	require.Empty(t, m.joris.Guests(m.item))
	require.NoError(t, m.gerda.Sit(ctx, m.item, m.joris.place, "adviser"))
	m.joris.knowsOf(m.item, guest, samira)
	require.NoError(t, guest.Rename(ctx, "Samira Bouazzati"))
	m.joris.knowsOf(m.item, guest, "Samira Bouazzati")
	require.ErrorIs(t, guest.Rename(ctx, ""), ErrName)

	// A second item, without her: Kees there learns nothing of her but place and kind.
	kees := h.person("Kees", "welzijn-de-wolden", "mantelzorgconsulent")
	m.gerda.invites(kees, agenda.Member)
	kees.level(m.gerda)
	seen := fmt.Sprintf("%+v", kees.View())
	require.NotContains(t, seen, "Bouazzati")
	require.Contains(t, seen, "Guest:person")
	file, err := kees.Log()
	require.NoError(t, err)
	require.NotContains(t, fmt.Sprintf("%+v", file), "Bouazzati")
	require.NotContains(t, h.stored(), "Bouazzati")
	require.Contains(t, h.stored(), "mantelzorgconsulent", "the search finds what the server does hold")
}

// Who informs the family reads what to tell it; the guest at the item sees that it is
// put off, not why.
func TestWhyInformingIsPutOff(t *testing.T) {
	h := newHouseUnder(t, withGuests(t))
	m := newMeetingIn(h)
	ctx := soon(t)
	today := time.Now().Unix() / (24 * 60 * 60)
	require.NoError(t, m.gerda.PlanInform(ctx, m.item, InformPlan{By: m.bram.place, Day: today + 7, What: "Dat wij over hem spraken."}))
	m.bram.level(m.gerda)
	require.Equal(t, []room.Due{{Item: m.item, What: room.DueInform, Place: m.bram.place, Day: today + 7}}, m.bram.View().Due)
	plan := func(p *person) Text {
		it, err := itemIn(p.View(), m.item)
		require.NoError(t, err)
		require.NotEmpty(t, p.reads(it.Inform.Act, m.gerda))
		text, err := p.Read(it.Inform.Act)
		require.NoError(t, err)
		return text
	}
	require.Equal(t, "Dat wij over hem spraken.", plan(m.bram).Inform.What)

	guest := h.guest(m, samira)
	require.NoError(t, m.gerda.SitGuest(ctx, m.item, guest.place, "family", 0))
	refusedWith(t, covenant.InformReasonMissing, m.gerda.PlanInform(ctx, m.item, InformPlan{By: m.bram.place, Day: today + 5, Ground: "protection"}))
	require.NoError(t, m.gerda.PlanInform(ctx, m.item, InformPlan{
		By: m.bram.place, Day: today + 5, What: "Nog niets.", Ground: "protection", Reason: "De buurvrouw wordt bedreigd.",
	}))
	m.bram.level(m.gerda)
	require.Equal(t, "De buurvrouw wordt bedreigd.", plan(m.bram).Inform.Reason)
	guest.level(m.gerda)
	it, err := itemIn(guest.View(), m.item)
	require.NoError(t, err)
	require.Equal(t, covenant.Code("protection"), it.Inform.Ground)
	_, err = guest.Read(it.Inform.Act)
	require.ErrorIs(t, err, replica.ErrNotForYou)

	require.NoError(t, m.bram.Informed(ctx, m.item, today))
	require.Empty(t, m.bram.View().Due)
	require.ErrorIs(t, m.gerda.Informed(ctx, 40, today), ErrUnknown)
	require.NoError(t, m.gerda.InviteResponse(ctx, m.item, today+14))
	require.Equal(t, room.DueResponse, m.gerda.View().Due[0].What)
	require.NoError(t, m.gerda.NoResponse(ctx, m.item))
	require.Empty(t, m.gerda.View().Due)
}

// guest is somebody who comes in as a person concerned.
func (h *house) guest(m *meeting, name string) *person {
	h.Helper()
	ctx := soon(h.T)
	guest := h.person(name, "", "")
	var err error
	guest.place, err = m.gerda.PlaceGuest(ctx, covenant.GuestPerson)
	require.NoError(h, err)
	link, err := m.gerda.InviteGuest(ctx, guest.place, name, time.Hour)
	require.NoError(h, err)
	visitor, err := KnockGuest(ctx, link, name, guest.options())
	require.NoError(h, err)
	_, err = m.gerda.Admit(ctx, m.gerda.waitingFor()[0])
	require.NoError(h, err)
	s, err := visitor.Wait(ctx)
	require.NoError(h, err)
	guest.is(s)
	require.NoError(h, guest.Join(ctx))
	return guest
}
