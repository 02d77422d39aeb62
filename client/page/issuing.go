package page

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"casusoverleg/agenda"
	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/crypto"
	"casusoverleg/minutes"
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// NewPackage says which package is to leave, for whom.
type NewPackage struct {
	Kind       covenant.Code    `json:"kind"`
	Recipient  Recipient        `json:"recipient"`
	Language   minutes.Language `json:"language"`
	Items      []agenda.ItemID  `json:"items,omitempty"`      // narrows an extract
	WithoutOwn bool             `json:"withoutOwn,omitempty"` // leaves the recipient's own contributions out
}

func (n NewPackage) client() client.Issue {
	return client.Issue{
		Kind: n.Kind, Recipient: room.Recipient(n.Recipient), Language: n.Language, Items: n.Items, WithoutOwn: n.WithoutOwn,
	}
}

// AskPreview asks for the page that issuing would make now.
type AskPreview struct {
	Package NewPackage `json:"package"`
}

// Preview is that page, without its proof.
type Preview struct {
	HTML string `json:"html"`
}

func preview(_ context.Context, s *client.Session, ask AskPreview) (Preview, error) {
	html, err := s.Preview(ask.Package.client())
	if errors.Is(err, minutes.ErrNothing) {
		err = Problematic(ProblemNothing)
	}
	return Preview{HTML: string(html)}, err
}

// AskIssue lets packages leave, one after another.
type AskIssue struct {
	Packages []NewPackage `json:"packages"`
}

// Issued says of each package what became of it, in the order they were asked.
type Issued struct {
	Each []One `json:"each"`
}

func issue(ctx context.Context, c *call, ask AskIssue) (Issued, error) {
	s, err := c.desk.inRoom()
	if err != nil {
		return Issued{}, err
	}
	w := &batch{session: s, ask: ask, each: make([]One, len(ask.Packages)), tell: func(done int) {
		c.desk.tell(func(s *Snapshot) { s.Progress = &Progress{What: Issuing, Done: done, Of: len(ask.Packages)} })
	}}
	w.tell(0)
	defer c.desk.tell(func(s *Snapshot) { s.Progress = nil })
	var wg sync.WaitGroup
	for range issuedAtOnce {
		wg.Go(func() { w.work(ctx) })
	}
	wg.Wait()
	if w.err != nil {
		return Issued{}, w.err
	}
	return Issued{Each: w.each}, nil
}

// batch is the making of several packages, a few beside each other: while one waits for
// the server, or for the disk, another is written. Their acts go one by one.
type batch struct {
	// static
	session *client.Session
	ask     AskIssue
	tell    func(done int)

	mu sync.Mutex

	// guarded by mu
	begun, done int
	each        []One
	err         error // what ended it; nil while it goes on
}

// work makes one package after another until none is left.
func (w *batch) work(ctx context.Context) {
	for {
		i, more := w.next()
		if !more {
			return
		}
		issued, err := w.session.Issue(ctx, w.ask.Packages[i].client())
		w.made(i, issued, err)
	}
}

func (w *batch) next() (i int, more bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err != nil || w.begun == len(w.each) {
		return 0, false
	}
	w.begun++
	return w.begun - 1, true
}

func (w *batch) made(i int, issued client.Issued, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil && (w.session.Err() != nil || errors.Is(err, context.Canceled)) {
		w.err = err
		return
	}
	if errors.Is(err, minutes.ErrNothing) {
		err = Problematic(ProblemNothing)
	}
	w.each[i] = oneOf(w.session, issued.Act, err)
	w.each[i].Passphrase = issued.Passphrase
	w.done++
	w.tell(w.done)
}

// ExportedKey is the key to one's packages as a standard age identity file under
// a passphrase that was just made. The stock age command takes it with -i.
type ExportedKey struct {
	Name       string `json:"name"`
	File       Bytes  `json:"file"`
	Passphrase string `json:"passphrase"`
}

func exportKey(ctx context.Context, c *call, _ Nothing) (ExportedKey, error) {
	key, err := c.desk.guard.MinutesKey(ctx)
	if errors.Is(err, vault.ErrNotFound) {
		err = Problematic(ProblemNoKey)
	}
	if err != nil {
		return ExportedKey{}, err
	}
	e := ExportedKey{Name: "casusoverleg-sleutel.age", Passphrase: crypto.GeneratePassphrase()}
	var file bytes.Buffer
	if err := key.WriteIdentityFile(&file, e.Passphrase); err != nil {
		return ExportedKey{}, err
	}
	e.File = file.Bytes()
	return e, nil
}

// opened says that one has opened one's package.
func opened(ctx context.Context, s *client.Session, ask AskPackage) error {
	return s.Opened(ctx, ask.Package)
}

// AskPackage names a package.
type AskPackage struct {
	Package crypto.Digest `json:"package"`
}
