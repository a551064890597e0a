package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/unknot/unknot/internal/base/seal"
	"github.com/unknot/unknot/internal/care"
)

type keyCmd struct {
	File string `arg:"" type:"path" help:"File to write; it must not be there yet."`
}

// Run writes a new key that only this user can read.
func (c *keyCmd) Run(s *streams) error {
	f, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("the key cannot be written: %v", err)}
	}
	_, err = fmt.Fprintln(f, seal.NewKey())
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("the key cannot be written: %v", err)}
	}
	_, err = fmt.Fprintf(s.out, "Wrote a new key to %s. Keep a copy elsewhere, and not beside the data: without it nobody reads the data, you included.\nNext: unknot rekey --to %s\n", c.File, c.File)
	return err
}

type rekeyCmd struct {
	dataFlags
	To    string `type:"path" placeholder:"FILE" help:"Key file to encrypt with from now on."`
	Plain bool   `help:"Take the encryption away."`
}

// Run seals everything anew; all of it or nothing.
func (c *rekeyCmd) Run(s *streams) (err error) {
	if (c.To == "") == !c.Plain {
		return &exit{ExitUsage, "say either --to FILE or --plain"}
	}
	to, err := dataKey(c.To)
	if err != nil {
		return err
	}
	ctx, p := context.Background(), &care.Practice{}
	if err := c.openInto(ctx, p); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	n, err := p.Rekey(ctx, to)
	if err != nil {
		return err
	}
	how := "encrypted with the new key; start servers with --data-key-file " + c.To
	if to == nil {
		how = "no longer encrypted"
	}
	_, err = fmt.Fprintf(s.out, "Wrote %s anew: %s.\n", count(n, "record"), how)
	return err
}

// dataKey reads a key file; "" is no key.
func dataKey(file string) (*seal.Sealer, error) {
	if file == "" {
		return nil, nil
	}
	text, err := firstLine(file, nil)
	if err != nil {
		return nil, err
	}
	return seal.New(text)
}
