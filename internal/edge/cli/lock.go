package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/unknot/unknot/internal/base/archive"
)

// lockFlags encrypt what is written.
type lockFlags struct {
	Recipient      []string `placeholder:"AGE1…" env:"UNKNOT_RECIPIENT" help:"Encrypt for this age recipient. May be repeated."`
	PassphraseFile string   `placeholder:"FILE" env:"UNKNOT_PASSPHRASE_FILE" help:"Encrypt with the passphrase on the first line of this file; - reads standard input."`
}

func (f *lockFlags) lock(s *streams) (archive.Lock, error) {
	l := archive.Lock{Recipients: f.Recipient}
	var err error
	if f.PassphraseFile != "" {
		l.Passphrase, err = firstLine(f.PassphraseFile, s.in)
	}
	return l, err
}

// keyFlags decrypt what is read.
type keyFlags struct {
	Identity       string `placeholder:"FILE" env:"UNKNOT_IDENTITY_FILE" help:"age identity file that opens an encrypted archive."`
	PassphraseFile string `placeholder:"FILE" env:"UNKNOT_PASSPHRASE_FILE" help:"File with the passphrase on its first line; - reads standard input."`
}

func (f *keyFlags) key(s *streams) (archive.Key, error) {
	var k archive.Key
	var err error
	if f.Identity != "" {
		raw, err := os.ReadFile(f.Identity)
		if err != nil {
			return k, &exit{ExitBadInput, fmt.Sprintf("cannot read the identity: %v", err)}
		}
		k.Identities = string(raw)
	}
	if f.PassphraseFile != "" {
		k.Passphrase, err = firstLine(f.PassphraseFile, s.in)
	}
	return k, err
}

// mostSecret is how much of a file with a secret is read.
const mostSecret = 64 << 10

// firstLine reads a secret: the first line of a file, or of standard input for
// "-".
func firstLine(file string, in io.Reader) (string, error) {
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return "", &exit{ExitBadInput, fmt.Sprintf("cannot read the secret: %v", err)}
		}
		defer f.Close()
		in = f
	}
	raw, err := io.ReadAll(io.LimitReader(in, mostSecret))
	if err != nil {
		return "", &exit{ExitBadInput, fmt.Sprintf("cannot read the secret: %v", err)}
	}
	line, _, _ := strings.Cut(string(raw), "\n")
	if line = strings.TrimSuffix(line, "\r"); line == "" {
		return "", &exit{ExitBadInput, "the first line of " + file + " is empty; a secret was expected there"}
	}
	return line, nil
}
