package cli

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/knowledge/pack"
	"github.com/unknot/unknot/knowledge/data"
)

// builtIn names the knowledge inside the program.
const builtIn = "built-in"

// knowledgeFiles opens a set of knowledge by its name: the built-in one, a
// folder, or a pack.
func knowledgeFiles(name string) (fs.FS, error) {
	if name == builtIn || name == "" {
		return data.Files, nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, &exit{ExitBadInput, fmt.Sprintf("no knowledge is called %q; name a folder, a pack, or %s", name, builtIn)}
	}
	if info.IsDir() {
		return os.DirFS(name), nil
	}
	p, err := openPack(name)
	if err != nil {
		return nil, err
	}
	return p.Files, nil
}

func openPack(name string) (*pack.Pack, error) {
	info, err := os.Stat(name)
	if err == nil && info.Size() > pack.MostBytes {
		err = fmt.Errorf("it has %d bytes; at most %d are read", info.Size(), pack.MostBytes)
	}
	var raw []byte
	if err == nil {
		raw, err = os.ReadFile(name)
	}
	var p *pack.Pack
	if err == nil {
		p, err = pack.Open(raw)
	}
	if err != nil {
		return nil, &exit{ExitBadInput, fmt.Sprintf("%s: %v", name, err)}
	}
	return p, nil
}

func knowledgeBase(name string) (*knowledge.Base, error) {
	files, err := knowledgeFiles(name)
	if err != nil {
		return nil, err
	}
	base, err := knowledge.Load(files)
	if err != nil {
		return nil, &exit{ExitBadInput, fmt.Sprintf("%s: %v", name, err)}
	}
	return base, nil
}

type kbPackCmd struct {
	File string `arg:"" help:"The pack to write, such as knowledge.zip; it must not be there yet."`
	From string `default:"built-in" placeholder:"FOLDER" help:"A folder of knowledge files; without it the files inside the program."`
	Key  string `type:"path" placeholder:"FILE" help:"Private key that signs the pack (unknot kb key FILE makes one)."`
}

// Run writes a pack.
func (c *kbPackCmd) Run(s *streams) error {
	files, err := knowledgeFiles(c.From)
	if err != nil {
		return err
	}
	var key ed25519.PrivateKey
	if c.Key != "" {
		if key, err = readPrivate(c.Key); err != nil {
			return err
		}
	}
	f, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("the pack cannot be written: %v", err)}
	}
	list, err := pack.Write(f, files, key)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		_ = os.Remove(c.File) // half a pack is none
		return &exit{ExitBadInput, fmt.Sprintf("the pack cannot be written: %v", err)}
	}
	signed := "not signed; add --key FILE to sign it"
	if key != nil {
		signed = "signed with key " + pack.KeyID(key.Public().(ed25519.PublicKey))
	}
	_, err = fmt.Fprintf(s.out, "Packed %d files of knowledge %s into %s: %s.\n", len(list.Files), list.Version, c.File, signed)
	return err
}

type kbVerifyCmd struct {
	Pack string `arg:"" help:"The pack to check."`
	Key  string `type:"path" placeholder:"FILE" help:"Public key of who should have signed it. Without it only the hashes are checked."`
}

// Run checks hashes, signature and content of a pack.
func (c *kbVerifyCmd) Run(s *streams) error {
	p, err := openPack(c.Pack)
	if err != nil {
		return err
	}
	trust := "The signature was not checked: name the public key with --key FILE."
	if c.Key != "" {
		key, err := readPublic(c.Key)
		if err != nil {
			return err
		}
		if err := p.Verify(key); err != nil {
			return &exit{ExitBadInput, fmt.Sprintf("%s: %v", c.Pack, err)}
		}
		trust = "Signed with key " + pack.KeyID(key) + "."
	}
	if faults := knowledge.Lint(p.Files); len(faults) > 0 {
		for _, f := range faults {
			fmt.Fprintln(s.err, f.Error())
		}
		return &exit{ExitBadInput, fmt.Sprintf("%s is whole, but its files have %s", c.Pack, count(int64(len(faults)), "fault"))}
	}
	_, err = fmt.Fprintf(s.out, "%s is whole: %d files, knowledge %s, content %s. %s\n", c.Pack, len(p.List.Files), p.List.Version, p.List.Content, trust)
	return err
}

type kbKeyCmd struct {
	File string `arg:"" type:"path" help:"File for the private key; the public key goes to the same name with .pub. Neither may be there yet."`
}

// Run makes a pair of keys.
func (c *kbKeyCmd) Run(s *streams) error {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	rawPrivate, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return fmt.Errorf("write the key: %w", err)
	}
	rawPublic, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return fmt.Errorf("write the key: %w", err)
	}
	if err := writePEM(c.File, "PRIVATE KEY", rawPrivate, 0o600); err != nil {
		return err
	}
	if err := writePEM(c.File+".pub", "PUBLIC KEY", rawPublic, 0o644); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "Wrote the private key to %s and the public key to %s.pub (key %s). Give only the public key away.\n", c.File, c.File, pack.KeyID(public))
	return err
}

func writePEM(name, kind string, raw []byte, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err == nil {
		err = errors.Join(pem.Encode(f, &pem.Block{Type: kind, Bytes: raw}), f.Sync(), f.Close())
	}
	if err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("the key cannot be written: %v", err)}
	}
	return nil
}

func readPEM(name, kind string) ([]byte, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, &exit{ExitBadInput, fmt.Sprintf("the key cannot be read: %v", err)}
	}
	block, _ := pem.Decode(raw)
	if block == nil || block.Type != kind {
		return nil, &exit{ExitBadInput, fmt.Sprintf("%s holds no %s in PEM form; unknot kb key FILE makes a pair", name, kind)}
	}
	return block.Bytes, nil
}

func readPrivate(name string) (ed25519.PrivateKey, error) {
	raw, err := readPEM(name, "PRIVATE KEY")
	if err != nil {
		return nil, err
	}
	if key, err := x509.ParsePKCS8PrivateKey(raw); err == nil {
		if private, ok := key.(ed25519.PrivateKey); ok {
			return private, nil
		}
	}
	return nil, &exit{ExitBadInput, name + " holds no ed25519 key"}
}

func readPublic(name string) (ed25519.PublicKey, error) {
	raw, err := readPEM(name, "PUBLIC KEY")
	if err != nil {
		return nil, err
	}
	if key, err := x509.ParsePKIXPublicKey(raw); err == nil {
		if public, ok := key.(ed25519.PublicKey); ok {
			return public, nil
		}
	}
	return nil, &exit{ExitBadInput, name + " holds no ed25519 key"}
}
