package room

import (
	"slices"

	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/crypto/seal"
)

// Sealer makes the sealed files of acts.
type Sealer interface {
	// Seal returns a body and an envelope for each of the readers.
	Seal(b seal.Binding, to []crypto.Recipient) (body []byte, envelopes [][]byte)
	// SealAgain returns envelopes for a body that was sealed before.
	SealAgain(b seal.Binding, body crypto.Digest, to []crypto.Recipient) (envelopes [][]byte)
	// Pack returns the encrypted file of a package.
	Pack() []byte
}

func (m *meeting) body(to []chain.Seat) []chain.Sealed {
	if m.sealer == nil {
		return append([]chain.Sealed{{Digest: m.file(), Size: 4096}}, m.envelopes(to)...)
	}
	body, envelopes := m.sealer.Seal(m.seals, m.keysOf(to))
	return append([]chain.Sealed{fileFor(body, chain.Server)}, toReaders(envelopes, to)...)
}

func (m *meeting) envelopes(to []chain.Seat) []chain.Sealed {
	if m.sealer != nil {
		return toReaders(m.sealer.SealAgain(m.seals, m.present(), m.keysOf(to)), to)
	}
	var files []chain.Sealed
	for _, id := range to {
		files = append(files, chain.Sealed{Digest: m.file(), Size: 2048, Reader: id})
	}
	return files
}

func (m *meeting) packed(to chain.Seat) chain.Sealed {
	if m.sealer == nil {
		return chain.Sealed{Digest: m.file(), Size: 16 << 10, Reader: to}
	}
	return fileFor(m.sealer.Pack(), to)
}

func (m *meeting) keysOf(seats []chain.Seat) []crypto.Recipient {
	var keys []crypto.Recipient
	for _, id := range seats {
		key, _ := m.s.SeatKey(id)
		keys = append(keys, key)
	}
	return keys
}

func toReaders(envelopes [][]byte, to []chain.Seat) []chain.Sealed {
	var files []chain.Sealed
	for i, e := range envelopes {
		files = append(files, fileFor(e, to[i]))
	}
	return files
}

func fileFor(file []byte, reader chain.Seat) chain.Sealed {
	return chain.Sealed{Digest: crypto.Hash(crypto.LabelFile, file), Size: uint32(len(file)), Reader: reader}
}

// bindingOf says to what the files of a draft are bound: to the object it is about where
// they are a version of that, or envelopes for it, and to a new one otherwise.
func (m *meeting) bindingOf(d draft, device crypto.VerifyKey, counter uint64) seal.Binding {
	b := seal.Binding{Room: m.s.id, Kind: string(bringing[d.kind]), Author: device, Object: seal.ObjectID{Device: device, Counter: counter}, Version: 1}
	if len(d.on) == 0 || (b.Kind != "" && !m.again(d)) {
		return b
	}
	k, ok := m.s.acts[d.on[0]]
	if !ok || k.object == nil {
		return b
	}
	b.Kind, b.Object, b.Version = string(k.object.kind), k.object.id, k.object.version+1
	if slices.Contains([]chain.Kind{KindShow, KindShare, KindName}, d.kind) && d.sealed == nil {
		b.Author, b.Version = k.object.writer, k.object.version
	}
	return b
}

// again says whether a draft is about an object that has a text already, or is to have one.
func (m *meeting) again(d draft) bool {
	switch p := d.payload.(type) {
	case *NamePayload:
		return p.Again
	case *InformPlanPayload:
		return p.Again
	case *ProgressPayload:
		return p.Again
	}
	return d.kind == KindDescribe || d.kind == KindCorrect
}

// present is the body of the object that is being sealed to more readers.
func (m *meeting) present() crypto.Digest {
	for _, k := range m.s.log {
		if k != nil && k.object != nil && k.object.id == m.seals.Object && k.object.body != nil {
			return k.object.body.Digest
		}
	}
	return crypto.Digest{}
}

// bringing is the kind of object whose text an act brings; none for acts that only seal
// a text again.
var bringing = map[chain.Kind]objectKind{
	KindInvite: objInvitation, KindDescribe: objItem, KindContribute: objContribution, KindCorrect: objContribution, KindDraft: objDraft,
	KindRequest: objRequest, KindRefuseRequest: objRefusal, KindHold: objHold, KindDecision: objDecision, KindAction: objAction,
	KindProgress: objProgress, KindPropose: objProposal, KindName: objName, KindInformPlan: objInform, KindConsent: objConsent,
	KindOutside: objOutsider, KindReact: objReaction, KindHandle: objAnswer,
}
