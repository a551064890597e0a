// Package pack writes a set of knowledge into one signed file and reads it
// back. A pack is a zip of the knowledge files with two more: pack.json, which
// lists every file with its hash, and pack.sig, an ed25519 signature (RFC
// 8032) over the bytes of pack.json. The same files give the same bytes.
//
// Start at Write and Open.
package pack

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/unknot/unknot/core/knowledge"
)

// Schema names the format of pack.json.
const Schema = "unknot.pack/v1"

// Largest pack and largest file inside it, bytes, that Open reads.
const (
	MostBytes = 64 << 20
	mostFile  = 8 << 20
	mostFiles = 1000
)

const (
	listName = "pack.json"
	signName = "pack.sig"
)

// List is pack.json: what is in the pack.
type List struct {
	Schema  string `json:"schema"`
	Version string `json:"version"` // "2026.11.0+sha256:" and 12 hex digits, as in every answer
	License string `json:"license"`
	Content string `json:"content_sha256"` // over all names, lengths and bytes, in order
	Files   []File `json:"files"`
}

// File is one knowledge file of the list.
type File struct {
	Path   string `json:"path"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// KeyID is the short name of a public key: the first 16 hex digits of its
// SHA-256.
func KeyID(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:])[:16]
}

// Write packs the knowledge files below fsys, which must load without fault.
// With a nil key the pack is not signed.
func Write(w io.Writer, fsys fs.FS, key ed25519.PrivateKey) (List, error) {
	base, err := knowledge.Load(fsys)
	if err != nil {
		return List{}, fmt.Errorf("the files are at fault: %w", err)
	}
	list := List{Schema: Schema, Version: base.Version, License: base.License}
	names, err := knowledge.Files(fsys)
	if err != nil {
		return List{}, err
	}
	out := zip.NewWriter(w)
	content := map[string][]byte{}
	for _, name := range names {
		raw, err := fs.ReadFile(fsys, name)
		if err != nil {
			return List{}, fmt.Errorf("read knowledge file: %w", err)
		}
		sum := sha256.Sum256(raw)
		list.Files = append(list.Files, File{Path: name, Bytes: len(raw), SHA256: hex.EncodeToString(sum[:])})
		content[name] = raw
	}
	if list.Content, err = knowledge.ContentHash(fsys); err != nil {
		return List{}, err
	}
	raw, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return List{}, fmt.Errorf("write the list of the pack: %w", err)
	}
	raw = append(raw, '\n')
	if err := add(out, listName, raw); err != nil {
		return List{}, err
	}
	if key != nil {
		sign := fmt.Sprintf("ed25519 %s %s\n", KeyID(key.Public().(ed25519.PublicKey)), base64.StdEncoding.EncodeToString(ed25519.Sign(key, raw)))
		if err := add(out, signName, []byte(sign)); err != nil {
			return List{}, err
		}
	}
	for _, f := range list.Files {
		if err := add(out, f.Path, content[f.Path]); err != nil {
			return List{}, err
		}
	}
	return list, out.Close()
}

// packed is the time of every file in a pack, so that the same files give the
// same bytes.
var packed = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

func add(z *zip.Writer, name string, raw []byte) error {
	f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: packed})
	if err == nil {
		_, err = io.Copy(f, bytes.NewReader(raw))
	}
	if err != nil {
		return fmt.Errorf("write %s into the pack: %w", name, err)
	}
	return nil
}
