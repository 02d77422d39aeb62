package rehearse

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
)

// What a rehearsal leaves on disk, and the summary.

const (
	fileMode      = 0o600
	directoryMode = 0o700
)

// leave prints the summary and writes the files.
func (p *player) leave() error {
	p.print.blank()
	p.print.line("", say("%[1]d handelingen aanvaard, %[2]d geweigerd zoals verwacht, %[3]d keer nagekeken wie wat kan.",
		"%[1]d acts accepted, %[2]d refused as expected, %[3]d checks.", p.accepted, p.refused, p.checked).in(p.opts.Language))
	if p.opts.Dir == "" {
		return nil
	}
	if err := os.MkdirAll(p.opts.Dir, directoryMode); err != nil {
		return fmt.Errorf("rehearse: %w", err)
	}
	for _, write := range []func() error{p.writePackages, p.writeKeys, p.writeLog} {
		if err := write(); err != nil {
			return fmt.Errorf("rehearse: %w", err)
		}
	}
	p.print.line("", say("Bestanden: %s", "Files: %s", p.opts.Dir).in(p.opts.Language))
	return nil
}

func (p *player) write(name string, data []byte) error {
	return os.WriteFile(filepath.Join(p.opts.Dir, name), data, fileMode)
}

func (p *player) writePackages() error {
	counts := map[string]int{}
	for _, a := range p.actors {
		for _, f := range a.fetched {
			counts[f.owner]++
			name := fmt.Sprintf("%s-%d-%s", f.owner, counts[f.owner], f.kind)
			if err := p.write(name+".age", f.file); err != nil {
				return err
			}
			if f.passphrase == "" {
				continue
			}
			if err := p.write(name+".passphrase", []byte(f.passphrase+"\n")); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeKeys writes each person's key twice: as people keep it, behind a
// passphrase, and in the clear, for the stock age command in a script.
func (p *player) writeKeys() error {
	for _, a := range p.actors {
		key, err := a.vault.MinutesKey(context.Background())
		if err != nil {
			continue // he announced none
		}
		if err := p.writeKey(a.name, key); err != nil {
			return err
		}
	}
	for party, key := range p.archives {
		if err := p.writeKey("archive-"+string(party), key); err != nil {
			return err
		}
	}
	for _, o := range p.outsiders {
		if o.key.IsZero() {
			continue // he is told a passphrase
		}
		if err := p.writeKey(o.name, o.key); err != nil {
			return err
		}
	}
	return nil
}

func (p *player) writeKey(name string, key crypto.MinutesKey) error {
	passphrase := crypto.GeneratePassphrase()
	var file bytes.Buffer
	if err := key.WriteIdentityFile(&file, passphrase); err != nil {
		return err
	}
	secret, err := key.MarshalSecret()
	if err != nil {
		return err
	}
	_, identity, _ := strings.Cut(secret, ":") // what follows our prefix is age's own text
	for suffix, data := range map[string][]byte{
		".key":        file.Bytes(),
		".passphrase": []byte(passphrase + "\n"),
		".key.txt":    []byte("# " + key.Recipient().String() + "\n" + identity + "\n"),
	} {
		if err := p.write(name+suffix, data); err != nil {
			return err
		}
	}
	return nil
}

// writeLog writes the log as the chair's device was shown it.
func (p *player) writeLog() error {
	var log replica.LogFile
	var err error
	ctx, cancel := context.WithTimeout(context.Background(), StepTimeout)
	defer cancel()
	chair := p.chair().session
	if !eventually(ctx, func() bool { log, err = chair.Log(); return err == nil }) {
		return err
	}
	var file bytes.Buffer
	if err := log.Write(&file); err != nil {
		return err
	}
	return p.write("log", file.Bytes())
}

// actIn is the hash of the act in an encoded record; zero for what is none.
func actIn(record []byte) crypto.Digest {
	rec, err := chain.DecodeRecord(record)
	if err != nil {
		return crypto.Digest{}
	}
	return rec.Act.Hash()
}
