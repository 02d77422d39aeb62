package page

import (
	"encoding/base64"
	"encoding/json"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

// Act names an act, and what it made, by its hash in lower-case hexadecimal;
// empty for none.
type Act string

func actOf(d crypto.Digest) Act {
	if d.IsZero() {
		return ""
	}
	return Act(d.String())
}

func actsOf(ds []crypto.Digest) []Act {
	acts := make([]Act, 0, len(ds))
	for _, d := range ds {
		acts = append(acts, actOf(d))
	}
	return acts
}

// Words is a sentence or a name in the two languages of the interface.
type Words struct {
	NL string `json:"nl"`
	EN string `json:"en"`
}

func wordsOf(t covenant.Text) Words { return Words(t) }

// Entry is one entry of a list of the profile; its articles are as they are
// printed, "DW art. 11.2".
type Entry struct {
	Code     covenant.Code      `json:"code"`
	Articles []covenant.Article `json:"articles"`
	Words
}

func entryOf(e covenant.Entry) Entry {
	return Entry{Code: e.Code, Articles: e.Articles, Words: Words{NL: e.NL, EN: e.EN}}
}

func entriesOf(entries []covenant.Entry) []Entry {
	list := make([]Entry, 0, len(entries))
	for _, e := range entries {
		list = append(list, entryOf(e))
	}
	return list
}

// named is what people call a code; one without words stands for itself.
func named(entries []covenant.Entry, code covenant.Code) Words {
	for _, e := range entries {
		if e.Code == code {
			return Words{NL: e.NL, EN: e.EN}
		}
	}
	return Words{NL: string(code), EN: string(code)}
}

// Bytes are a file. In JSON they are an object with one field, so that the
// worker knows them from a text and hands the page a Uint8Array.
type Bytes []byte

type bytesJSON struct {
	Bytes string `json:"$bytes"`
}

// MarshalJSON implements json.Marshaler.
func (b Bytes) MarshalJSON() ([]byte, error) {
	return json.Marshal(bytesJSON{base64.StdEncoding.EncodeToString(b)})
}

// UnmarshalJSON implements json.Unmarshaler.
func (b *Bytes) UnmarshalJSON(raw []byte) error {
	var j bytesJSON
	if err := json.Unmarshal(raw, &j); err != nil {
		return err
	}
	data, err := base64.StdEncoding.Strict().DecodeString(j.Bytes)
	*b = data
	return err
}
