package seal

import (
	"bytes"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
)

func minutesKey(t testing.TB) crypto.MinutesKey {
	k, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	return k
}

func TestPackage(t *testing.T) {
	samira, archive, other := minutesKey(t), minutesKey(t), minutesKey(t)
	content := bytes.Repeat([]byte(secretText), 2000)
	file, err := Package(content, samira.Recipient(), archive.Recipient())
	require.NoError(t, err)
	for _, key := range []Identity{samira, archive} {
		back, err := OpenPackage(file, key)
		require.NoError(t, err)
		require.True(t, bytes.Equal(content, back), "content goes in and comes out as it is")
	}
	refusedPackage(t, file, other)
	refusedPackage(t, file, crypto.MinutesKey{})
	refusedPackage(t, append(bytes.Clone(file), 0), samira)
	for _, n := range []int{0, 1, 100, 1000, 3000, len(file) - streamChunk, len(file) - 1} {
		refusedPackage(t, file[:n], samira)
	}

	kees := seat(t)
	file, err = Package(nil, kees.Recipient())
	require.NoError(t, err)
	back, err := OpenPackage(file, kees)
	require.NoError(t, err)
	require.Empty(t, back)
}

func TestPackageLimits(t *testing.T) {
	samira := minutesKey(t).Recipient()
	for name, to := range map[string][]crypto.Recipient{
		"nobody":   nil,
		"zero":     {samira, {}},
		"twice":    {samira, samira},
		"too many": make([]crypto.Recipient, MaxRecipients+1),
	} {
		_, err := Package(nil, to...)
		require.ErrorIs(t, err, ErrRecipients, name)
	}
	_, err := Package(make([]byte, MaxPackage+1), samira)
	require.ErrorIs(t, err, ErrTooLarge)
	_, err = PackageWithPassphrase(make([]byte, MaxPackage+1), "x")
	require.ErrorIs(t, err, ErrTooLarge)
	tooLarge := make([]byte, MaxPackage+maxPackageExtra+1)
	_, err = OpenPackage(tooLarge, minutesKey(t))
	require.ErrorIs(t, err, ErrTooLarge)
	_, err = OpenPackageWithPassphrase(tooLarge, "x")
	require.ErrorIs(t, err, ErrTooLarge)
}

func TestTheLargestPackage(t *testing.T) {
	keys, to := make([]crypto.MinutesKey, MaxRecipients), make([]crypto.Recipient, MaxRecipients)
	for i := range keys {
		keys[i] = minutesKey(t)
		to[i] = keys[i].Recipient()
	}
	file, err := Package(make([]byte, MaxPackage), to...)
	require.NoError(t, err)
	back, err := OpenPackage(file, keys[MaxRecipients-1])
	require.NoError(t, err, "what can be made can be opened")
	require.Len(t, back, MaxPackage)
}

func TestPackageWithPassphrase(t *testing.T) {
	passphrase := crypto.GeneratePassphrase()
	file, err := PackageWithPassphrase([]byte(secretText), passphrase)
	require.NoError(t, err)
	back, err := OpenPackageWithPassphrase(file, passphrase)
	require.NoError(t, err)
	require.Equal(t, secretText, string(back))

	for _, wrong := range []string{"", crypto.GeneratePassphrase(), passphrase + " "} {
		back, err = OpenPackageWithPassphrase(file, wrong)
		require.ErrorIs(t, err, ErrUnreadable)
		require.Nil(t, back)
	}
	heavy := bytes.Replace(file, []byte(" 15\n"), []byte(" 19\n"), 1)
	require.NotEqual(t, file, heavy)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = OpenPackageWithPassphrase(heavy, passphrase)
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, ErrUnreadable)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(64<<20), "refused before the work is done")
	refusedPackage(t, file, minutesKey(t))
	_, err = PackageWithPassphrase(nil, "")
	require.ErrorIs(t, err, ErrRecipients)
}
