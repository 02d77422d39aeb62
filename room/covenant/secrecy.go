package covenant

import (
	"strings"

	"casusoverleg/crypto"
)

// SecrecyText is what everybody confirms at every join (DW; TS-P-6.2): the
// paragraphs of all profiles, general law first, with an empty line between.
func (r *Rules) SecrecyText() (nl, en string) {
	var dutch, english []string
	for _, t := range r.doc.Keys.Secrecy {
		dutch = append(dutch, strings.TrimSpace(t.NL))
		english = append(english, strings.TrimSpace(t.EN))
	}
	return strings.Join(dutch, "\n\n"), strings.Join(english, "\n\n")
}

// SecrecyDigest is what the confirmation signs: the hash of both texts.
func (r *Rules) SecrecyDigest() crypto.Digest {
	nl, en := r.SecrecyText()
	return crypto.Hash(crypto.LabelSecrecy, []byte(nl), []byte(en))
}
