package covenant_test

import (
	"bytes"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"casusoverleg/crypto"
	"casusoverleg/room/covenant"
)

func TestRulesComeBackAsTheyWent(t *testing.T) {
	rules := deWolden(t)
	encoded := rules.Encode()
	require.Less(t, len(encoded), covenant.MaxEncodedRules/4)
	again, err := covenant.Decode(encoded)
	require.NoError(t, err)
	require.Equal(t, encoded, again.Encode())
	require.Equal(t, crypto.Hash(crypto.LabelProfile, encoded), again.Digest())
	require.Equal(t, rules.Rule(covenant.ReleaseWithoutAction), again.Rule(covenant.ReleaseWithoutAction))
	require.Equal(t, rules.SecrecyDigest(), again.SecrecyDigest())
	require.Empty(t, again.Contribution(officerBringsIn()))
	require.Equal(t, day(t, "2027-01-05"), again.AddWorkingDays(day(t, "2026-12-18"), 10))
}

func TestWhatIsNotTheOneEncodingIsRefused(t *testing.T) {
	encoded := deWolden(t).Encode()
	edited := func(what func(map[uint64]any)) []byte {
		var doc map[uint64]any
		require.NoError(t, cbor.Unmarshal(encoded, &doc))
		what(doc)
		mode, err := cbor.CoreDetEncOptions().EncMode()
		require.NoError(t, err)
		out, err := mode.Marshal(doc)
		require.NoError(t, err)
		return out
	}
	require.Equal(t, encoded, edited(func(map[uint64]any) {}), "the editing itself changes nothing")
	loose, err := cbor.Marshal(map[string]any{"format": 1})
	require.NoError(t, err)
	keys := func(doc map[uint64]any) map[any]any { return doc[4].(map[any]any) }
	for name, bad := range map[string][]byte{
		"empty":            {},
		"text keys":        loose,
		"trailing":         append(bytes.Clone(encoded), 0),
		"truncated":        encoded[:len(encoded)-1],
		"too large":        make([]byte, covenant.MaxEncodedRules+1),
		"unknown field":    edited(func(doc map[uint64]any) { doc[99] = true }),
		"other format":     edited(func(doc map[uint64]any) { doc[1] = uint64(2) }),
		"no parties":       edited(func(doc map[uint64]any) { delete(keys(doc), uint64(1)) }),
		"empty list":       edited(func(doc map[uint64]any) { keys(doc)[uint64(22)] = []any{} }),
		"no gatekeepers":   edited(func(doc map[uint64]any) { delete(keys(doc), uint64(25)) }),
		"no contents term": edited(func(doc map[uint64]any) { delete(keys(doc), uint64(26)) }),
		"a party with every basis": edited(func(doc map[uint64]any) {
			delete(keys(doc)[uint64(1)].([]any)[0].(map[any]any), uint64(11))
		}),
		"no words":    edited(func(doc map[uint64]any) { delete(keys(doc), uint64(40)) }),
		"no articles": edited(func(doc map[uint64]any) { delete(keys(doc), uint64(41)) }),
		"law alone":   edited(func(doc map[uint64]any) { doc[2] = doc[2].([]any)[:1] }),
	} {
		t.Run(name, func(t *testing.T) {
			rules, err := covenant.Decode(bad)
			require.Error(t, err)
			require.Nil(t, rules)
		})
	}
}

func TestAFlippedBitIsAnotherDigestOrAnError(t *testing.T) {
	rules := deWolden(t)
	encoded := rules.Encode()
	rapid.Check(t, func(t *rapid.T) {
		bad := bytes.Clone(encoded)
		bad[rapid.IntRange(0, len(bad)-1).Draw(t, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		got, err := covenant.Decode(bad)
		if err != nil {
			return
		}
		require.Equal(t, bad, got.Encode())
		require.NotEqual(t, rules.Digest(), got.Digest())
	})
}

func TestCodes(t *testing.T) {
	for code, ok := range map[covenant.Code]bool{
		"a": true, "de-wolden": true, "from_12": true, "": false, "A": false, "-a": false, "a-": false,
		"a--b": false, "a b": false, "é": false, "a.b": false,
		covenant.Code(bytes.Repeat([]byte("a"), covenant.MaxCodeLength)):   true,
		covenant.Code(bytes.Repeat([]byte("a"), covenant.MaxCodeLength+1)): false,
	} {
		require.Equal(t, ok, code.Valid(), string(code))
	}
}
