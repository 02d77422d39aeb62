package minutes

import (
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// Consent is the record of consent behind an own contribution, as the issuer's
// device saw it: how it was given, when and by whom. Where the form is kept is
// not in it: that is for who recorded it.
type Consent struct {
	Act     crypto.Digest   `cbor:"1,keyasint"` // consent act
	Level   covenant.Code   `cbor:"2,keyasint"` // oral, explicit or written
	Day     int64           `cbor:"3,keyasint"` // days since 1970-01-01
	Signers []covenant.Code `cbor:"4,keyasint"` // self, representative
}

func consentOf(it room.ItemView, con room.ContributionView) *Consent {
	i := slices.IndexFunc(it.Consents, func(k room.ConsentView) bool { return k.Act == con.Labels.Consent })
	if i < 0 {
		return nil
	}
	record := it.Consents[i].Record
	return &Consent{Act: it.Consents[i].Act, Level: record.Level, Day: record.Day, Signers: slices.Clone(record.Signers)}
}

// writeConsent says on what an own contribution was shared: consent, or the
// owner's own weighing.
func writeConsent(m *markup, own *Own) {
	if own.Consent != nil {
		how := words("Met toestemming: mondeling, %s, %s", "With consent: oral, %s, %s")
		switch own.Consent.Level {
		case covenant.ConsentExplicit:
			how = words("Met toestemming: uitdrukkelijk, %s, %s", "With consent: explicit, %s, %s")
		case covenant.ConsentWritten:
			how = words("Met toestemming: schriftelijk, %s, %s", "With consent: in writing, %s, %s")
		}
		m.raw("<br>\n")
		m.say(how, fill(signers(own.Consent.Signers), m.lang), dayDate(own.Consent.Day, m.lang))
	}
	if own.Override.Code != "" {
		more(m, words("Zonder toestemming gedeeld: %s", "Shared without consent: %s"), fill(own.Override.Text, m.lang))
		more(m, words("Uw afweging: %s", "How you weighed it: %s"), own.Weighed)
	}
}

func signers(codes []covenant.Code) covenant.Text {
	self, other := slices.Contains(codes, covenant.SignerSelf), slices.Contains(codes, covenant.SignerRepresentative)
	switch {
	case self && other:
		return words("door de persoon zelf en zijn vertegenwoordiger", "by the person and his representative")
	case other:
		return words("door de vertegenwoordiger", "by the representative")
	}
	return words("door de persoon zelf", "by the person himself")
}
