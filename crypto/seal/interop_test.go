package seal_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
)

// buildStockAge builds the unchanged age commands into a directory.
func buildStockAge(t *testing.T) string {
	dir := t.TempDir()
	for _, name := range []string{"age", "age-keygen"} {
		out, err := exec.Command("go", "build", "-o", filepath.Join(dir, name), "filippo.io/age/cmd/"+name).CombinedOutput()
		require.NoError(t, err, string(out))
	}
	return dir
}

// testdata/stock_age.txtar is the story; the files in it are made here.
func TestStockAge(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the age commands")
	}
	bin := buildStockAge(t)
	samira, err := crypto.NewMinutesKey()
	require.NoError(t, err)
	archive, err := crypto.NewSeatKey()
	require.NoError(t, err)
	archiveText, err := archive.MarshalSecret()
	require.NoError(t, err)
	passphrase := crypto.GeneratePassphrase()

	var identity bytes.Buffer
	require.NoError(t, samira.WriteIdentityFile(&identity, passphrase))
	content := bytes.Repeat([]byte("Afspraak: Kees belt de school.\n"), 5000)
	pkg, err := seal.Package(content, samira.Recipient(), archive.Recipient())
	require.NoError(t, err)
	sealed, err := seal.PackageWithPassphrase(content, passphrase)
	require.NoError(t, err)
	flipped := bytes.Clone(pkg)
	flipped[len(flipped)-1] ^= 1
	files := map[string][]byte{
		"identity.age":  identity.Bytes(),
		"archive.txt":   bytes.TrimPrefix([]byte(archiveText), []byte("casusoverleg-seat-key-1:")),
		"package.age":   pkg,
		"sealed.age":    sealed,
		"flipped.age":   flipped,
		"content":       content,
		"recipient.txt": []byte(samira.Recipient().String() + "\n"),
		"terminal":      []byte(passphrase + "\n"),
		"wrong":         []byte(crypto.GeneratePassphrase() + "\n"),
		"twice":         []byte(passphrase + "\n" + passphrase + "\n"),
	}

	testscript.Run(t, testscript.Params{
		Files: []string{"testdata/stock_age.txtar"},
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", bin+string(os.PathListSeparator)+env.Getenv("PATH"))
			for name, data := range files {
				if err := os.WriteFile(filepath.Join(env.WorkDir, name), data, 0o600); err != nil {
					return err
				}
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"open-package": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) != 3 {
					ts.Fatalf("usage: open-package package identity content")
				}
				key, err := crypto.ReadIdentityFile(bytes.NewReader([]byte(ts.ReadFile(args[1]))), passphrase)
				ts.Check(err)
				got, err := seal.OpenPackage([]byte(ts.ReadFile(args[0])), key)
				ts.Check(err)
				if string(got) != ts.ReadFile(args[2]) {
					ts.Fatalf("another content")
				}
			},
			"open-sealed": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) != 2 {
					ts.Fatalf("usage: open-sealed package content")
				}
				got, err := seal.OpenPackageWithPassphrase([]byte(ts.ReadFile(args[0])), passphrase)
				ts.Check(err)
				if string(got) != ts.ReadFile(args[1]) {
					ts.Fatalf("another content")
				}
			},
		},
	})
}
