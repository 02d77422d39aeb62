package page

import (
	"bytes"
	"context"
	"errors"

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
	defer c.desk.tell(func(s *Snapshot) { s.Progress = nil })
	var all Issued
	for i, p := range ask.Packages {
		c.desk.tell(func(s *Snapshot) { s.Progress = &Progress{What: Issuing, Done: i, Of: len(ask.Packages)} })
		issued, err := s.Issue(ctx, p.client())
		if s.Err() != nil || errors.Is(err, context.Canceled) {
			return all, err
		}
		if errors.Is(err, minutes.ErrNothing) {
			err = Problematic(ProblemNothing)
		}
		one := oneOf(s, issued.Act, err)
		one.Passphrase = issued.Passphrase
		all.Each = append(all.Each, one)
	}
	return all, nil
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
