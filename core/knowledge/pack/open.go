package pack

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
)

// Pack is a pack that was read and whose files are those of its list.
type Pack struct {
	List  List
	Files fs.FS
	KeyID string // of the signature; "" when there is none
	list  []byte
	sign  []byte
}

// Errors of a pack that must not be trusted.
var (
	ErrUnsigned  = errors.New("the pack is not signed")
	ErrSignature = errors.New("the signature does not fit: the pack was changed, or another key signed it")
)

// Open reads a pack and checks every file against its hash, and the content
// hash of all. It does not check the signature: see Verify.
func Open(raw []byte) (*Pack, error) {
	if len(raw) > MostBytes {
		return nil, fmt.Errorf("the pack has %d bytes; at most %d are read", len(raw), MostBytes)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("this is no pack: %w", err)
	}
	if len(z.File) > mostFiles {
		return nil, fmt.Errorf("the pack has %d files; at most %d are read", len(z.File), mostFiles)
	}
	files := map[string][]byte{}
	p := &Pack{Files: z} // knowledge.Files leaves out what is no knowledge file
	for _, f := range z.File {
		content, err := content(f)
		if err != nil {
			return nil, err
		}
		switch f.Name {
		case listName:
			p.list = content
		case signName:
			p.sign = content
		default:
			if _, twice := files[f.Name]; twice || !fs.ValidPath(f.Name) || path.Ext(f.Name) != ".toml" {
				return nil, fmt.Errorf("the pack holds %q, which is no knowledge file or is there twice", f.Name)
			}
			files[f.Name] = content
		}
	}
	if p.list == nil {
		return nil, fmt.Errorf("this is no pack: %s is missing", listName)
	}
	dec := json.NewDecoder(bytes.NewReader(p.list))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p.List); err != nil {
		return nil, fmt.Errorf("read %s: %w", listName, err)
	}
	if p.List.Schema != Schema {
		return nil, fmt.Errorf("the pack is of schema %q; this program reads %q", p.List.Schema, Schema)
	}
	if word, rest, ok := strings.Cut(string(p.sign), " "); ok && word == "ed25519" {
		p.KeyID, _, _ = strings.Cut(rest, " ")
	}
	return p, p.check(files)
}

func content(f *zip.File) ([]byte, error) {
	if f.UncompressedSize64 > mostFile {
		return nil, fmt.Errorf("%s has %d bytes; at most %d are read", f.Name, f.UncompressedSize64, mostFile)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", f.Name, err)
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, mostFile+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Name, err)
	}
	if len(raw) > mostFile {
		return nil, fmt.Errorf("%s is longer than it says", f.Name)
	}
	return raw, nil
}

// check compares the files with the list.
func (p *Pack) check(files map[string][]byte) error {
	for _, f := range p.List.Files {
		got, ok := files[f.Path]
		if !ok {
			return fmt.Errorf("%s stands in the list, but is not in the pack", f.Path)
		}
		if sum := sha256.Sum256(got); hex.EncodeToString(sum[:]) != f.SHA256 || len(got) != f.Bytes {
			return fmt.Errorf("%s was changed: its hash is not the one of the list", f.Path)
		}
	}
	for name := range files {
		if !slices.ContainsFunc(p.List.Files, func(f File) bool { return f.Path == name }) {
			return fmt.Errorf("%s is in the pack, but not in its list", name)
		}
	}
	hash, err := knowledge.ContentHash(p.Files)
	if err != nil {
		return err
	}
	if hash != p.List.Content {
		return fmt.Errorf("the content hash is %s, the list says %s", hash, p.List.Content)
	}
	return nil
}

// Verify checks the signature against a public key.
func (p *Pack) Verify(key ed25519.PublicKey) error {
	if len(p.sign) == 0 {
		return ErrUnsigned
	}
	fields := strings.Fields(string(p.sign))
	if len(fields) != 3 || fields[0] != "ed25519" {
		return fmt.Errorf("%s is not of the form \"ed25519 KEY SIGNATURE\"", signName)
	}
	sign, err := base64.StdEncoding.DecodeString(fields[2])
	if err != nil || len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, p.list, sign) {
		return ErrSignature
	}
	return nil
}

// Base loads the knowledge of the pack.
func (p *Pack) Base() (*knowledge.Base, error) {
	b, err := knowledge.Load(p.Files)
	if err != nil {
		return nil, fmt.Errorf("the pack is whole, but this program cannot read it: %w", err)
	}
	return b, nil
}
