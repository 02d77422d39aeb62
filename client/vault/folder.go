package vault

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"casusoverleg/crypto"
	"casusoverleg/crypto/seal"
)

// The files of a Folder.
const (
	keyFile       = "vault.age"   // the folder's own key, an age identity file under the passphrase
	minutesFile   = "minutes.key" // the person's minutes key
	roomSuffix    = ".room"       // one per room, named after its id
	issuedSuffix  = ".issued"     // one per issued package, named after its room and issue act
	fileMode      = 0o600
	directoryMode = 0o700
)

// Folder is a vault of files in one directory that only its owner can read.
// Opened with a passphrase, every file is encrypted to a key of the folder, and
// that key, in a standard age identity file, to the passphrase. Without one the
// files are plain: for rehearsals only.
type Folder struct {
	// static
	path string
	key  crypto.MinutesKey // zero for a plain folder

	mu sync.Mutex // held while files are read or written
}

// OpenFolder opens a vault in a directory, and makes it where it does not exist.
// The passphrase must be a generated one (crypto.GeneratePassphrase); empty
// makes a plain vault. It returns ErrLocked where the passphrase does not open
// the vault, or where the vault has one and none is given.
func OpenFolder(path, passphrase string) (*Folder, error) {
	if err := os.MkdirAll(path, directoryMode); err != nil {
		return nil, fmt.Errorf("vault: open: %w", err)
	}
	f := &Folder{path: path}
	stored, err := f.read(keyFile)
	switch {
	case errors.Is(err, ErrNotFound) && passphrase == "":
		return f, nil
	case errors.Is(err, ErrNotFound):
		return f, f.begin(passphrase)
	case err != nil:
		return nil, err
	case passphrase == "":
		return nil, ErrLocked
	}
	if f.key, err = crypto.ReadIdentityFile(bytes.NewReader(stored), passphrase); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrLocked, err)
	}
	return f, nil
}

// begin makes the folder's key. A folder with plain files in it does not become
// an encrypted one: what was plain stays readable on the disk.
func (f *Folder) begin(passphrase string) error {
	names, err := os.ReadDir(f.path)
	if err != nil {
		return fmt.Errorf("vault: open: %w", err)
	}
	for _, n := range names {
		if n.Name() == minutesFile || strings.HasSuffix(n.Name(), roomSuffix) || strings.HasSuffix(n.Name(), issuedSuffix) {
			return fmt.Errorf("%w: it was begun without a passphrase", ErrLocked)
		}
	}
	if f.key, err = crypto.NewMinutesKey(); err != nil {
		return fmt.Errorf("vault: open: %w", err)
	}
	var file bytes.Buffer
	if err := f.key.WriteIdentityFile(&file, passphrase); err != nil {
		return fmt.Errorf("vault: open: %w", err)
	}
	return f.replace(keyFile, file.Bytes())
}

// NewSigningKey implements Vault.
func (f *Folder) NewSigningKey(context.Context) (crypto.SigningKey, error) {
	return crypto.NewSigningKey(rand.Reader)
}

// Rooms implements Vault.
func (f *Folder) Rooms(context.Context) ([]crypto.Digest, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	names, err := os.ReadDir(f.path)
	if err != nil {
		return nil, fmt.Errorf("vault: rooms: %w", err)
	}
	var rooms []crypto.Digest
	for _, n := range names {
		var id crypto.Digest
		name, isRoom := strings.CutSuffix(n.Name(), roomSuffix)
		if isRoom && id.UnmarshalText([]byte(name)) == nil {
			rooms = append(rooms, id)
		}
	}
	return rooms, nil
}

// Place implements Vault.
func (f *Folder) Place(_ context.Context, room crypto.Digest) (Place, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	r, err := f.room(room)
	if err != nil {
		return Place{}, err
	}
	return r.place(crypto.SigningKey{})
}

// Keep implements Vault.
func (f *Folder) Keep(_ context.Context, p Place) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	r, err := f.room(p.Room)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := r.set(p, false); err != nil {
		return fmt.Errorf("vault: keep: %w", err)
	}
	return f.write(p.Room.String()+roomSuffix, r.encode())
}

// Forget implements Vault.
func (f *Folder) Forget(_ context.Context, room crypto.Digest) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	pages, err := filepath.Glob(filepath.Join(f.path, room.String()+"-*"+issuedSuffix))
	if err != nil {
		return fmt.Errorf("vault: forget: %w", err)
	}
	for _, page := range pages {
		if err := os.Remove(page); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("vault: forget: %w", err)
		}
	}
	err = os.Remove(filepath.Join(f.path, room.String()+roomSuffix))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("vault: forget: %w", err)
	}
	return nil
}

// Wipe implements Vault. The folder's own key stays.
func (f *Folder) Wipe(ctx context.Context) error {
	rooms, err := f.Rooms(ctx)
	if err != nil {
		return err
	}
	for _, room := range rooms {
		if err := f.Forget(ctx, room); err != nil {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := os.Remove(filepath.Join(f.path, minutesFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("vault: wipe: %w", err)
	}
	return nil
}

// MinutesKey implements Vault.
func (f *Folder) MinutesKey(context.Context) (crypto.MinutesKey, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	text, err := f.open(minutesFile)
	if err != nil {
		return crypto.MinutesKey{}, err
	}
	key, err := crypto.ParseMinutesKey(string(text))
	if err != nil {
		return crypto.MinutesKey{}, ErrDamaged
	}
	return key, nil
}

// KeepMinutesKey implements Vault.
func (f *Folder) KeepMinutesKey(_ context.Context, key crypto.MinutesKey) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	text, err := key.MarshalSecret()
	if err != nil {
		return fmt.Errorf("vault: keep minutes key: %w", err)
	}
	return f.write(minutesFile, []byte(text))
}

// KeepIssued implements Vault.
func (f *Folder) KeepIssued(_ context.Context, room, issue crypto.Digest, file []byte) error {
	if len(file) > MaxIssued {
		return ErrTooLarge
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(file) > 0 {
		return f.write(issuedName(room, issue), file)
	}
	if err := os.Remove(filepath.Join(f.path, issuedName(room, issue))); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("vault: issued: %w", err)
	}
	return nil
}

// Issued implements Vault.
func (f *Folder) Issued(_ context.Context, room, issue crypto.Digest) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.open(issuedName(room, issue))
}

func issuedName(room, issue crypto.Digest) string {
	return room.String() + "-" + issue.String() + issuedSuffix
}

// Unsent implements Vault.
func (f *Folder) Unsent(_ context.Context, room crypto.Digest, name string) (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	r, err := f.room(room)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return "", err
	}
	return r.Unsent[name], nil
}

// KeepUnsent implements Vault.
func (f *Folder) KeepUnsent(_ context.Context, room crypto.Digest, name, text string) error {
	if len(text) > MaxUnsent {
		return ErrTooLarge
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	r, err := f.room(room)
	if err != nil {
		return err
	}
	r.keepUnsent(name, text)
	return f.write(room.String()+roomSuffix, r.encode())
}

func (f *Folder) room(id crypto.Digest) (stored, error) {
	b, err := f.open(id.String() + roomSuffix)
	if err != nil {
		return stored{}, err
	}
	return decodeStored(b)
}

// open reads a file of the vault and decrypts it.
func (f *Folder) open(name string) ([]byte, error) {
	b, err := f.read(name)
	if err != nil || f.key.IsZero() {
		return b, err
	}
	if b, err = seal.OpenPackage(b, f.key); err != nil {
		return nil, ErrDamaged
	}
	return b, nil
}

// write encrypts a file of the vault and puts it in place.
func (f *Folder) write(name string, data []byte) error {
	if !f.key.IsZero() {
		var err error
		if data, err = seal.Package(data, f.key.Recipient()); err != nil {
			return fmt.Errorf("vault: write: %w", err)
		}
	}
	return f.replace(name, data)
}

func (f *Folder) read(name string) ([]byte, error) {
	path := filepath.Join(f.path, name)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("vault: read: %w", err)
	}
	if info.Size() > MaxFile {
		return nil, ErrDamaged
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("vault: read: %w", err)
	}
	return b, nil
}

// replace writes a file beside the old one, makes it durable, and swaps them.
func (f *Folder) replace(name string, data []byte) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("vault: write: %w", err)
		}
	}()
	path := filepath.Join(f.path, name)
	tmp, err := os.OpenFile(path+".new", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, fileMode)
	if err != nil {
		return err
	}
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if closed := tmp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
