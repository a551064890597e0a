package archive

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"github.com/unknot/unknot"
)

// Limits of what is read: a manifest and one line of records.
const (
	mostManifest = 1 << 20
	mostLine     = 16 << 20
)

// Reader reads an archive that was made by Writer.
type Reader struct {
	Manifest Manifest
	zip      *zip.Reader
}

// NewReader opens an archive and reads its manifest; schema is the format that
// is expected. Nothing else is read yet: call Verify before you trust it.
func NewReader(r io.ReaderAt, size int64, schema string) (*Reader, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, unknot.Errorf(unknot.Invalid, "this is no archive of unknot, or a part of it is missing: %v", err)
	}
	out := &Reader{zip: z}
	f, err := z.Open(ManifestName)
	if err != nil {
		return nil, unknot.Errorf(unknot.Invalid, "the archive has no %s; unknot did not make it", ManifestName)
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, mostManifest))
	if err == nil {
		err = json.Unmarshal(raw, &out.Manifest)
	}
	if err != nil {
		return nil, unknot.Errorf(unknot.Invalid, "the %s of the archive cannot be read: %v", ManifestName, err)
	}
	if out.Manifest.Schema != schema {
		return nil, unknot.Errorf(unknot.Invalid, "the archive is %q, but %q is needed here", out.Manifest.Schema, schema)
	}
	return out, nil
}

// Verify reads everything once and compares size and hash of each member with
// the manifest; it refuses members that the manifest does not name.
func (r *Reader) Verify() error {
	if len(r.zip.File) != len(r.Manifest.Files)+1 {
		return unknot.Errorf(unknot.Invalid, "the archive has %d files, its manifest names %d", len(r.zip.File)-1, len(r.Manifest.Files))
	}
	for _, m := range r.Manifest.Files {
		if err := r.verify(m); err != nil {
			return err
		}
	}
	return nil
}

func (r *Reader) verify(m Member) error {
	f, err := r.zip.Open(m.Name)
	if err != nil {
		return unknot.Errorf(unknot.Invalid, "%s is missing in the archive; use another copy", m.Name)
	}
	defer f.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, io.LimitReader(f, m.Bytes+1))
	if err != nil || n != m.Bytes || hex.EncodeToString(sum.Sum(nil)) != m.SHA256 {
		return unknot.Errorf(unknot.Invalid, "%s in the archive is damaged or was changed; use another copy", m.Name)
	}
	return nil
}

// Lines gives each line of a member to each, without its end.
func (r *Reader) Lines(name string, each func(line []byte) error) error {
	f, err := r.zip.Open(name)
	if err != nil {
		return unknot.Errorf(unknot.Invalid, "%s is missing in the archive; use another copy", name)
	}
	defer f.Close()
	scan := bufio.NewScanner(f)
	scan.Buffer(make([]byte, 64<<10), mostLine)
	for n := 1; scan.Scan(); n++ {
		if len(bytes.TrimSpace(scan.Bytes())) == 0 {
			continue
		}
		if err := each(scan.Bytes()); err != nil {
			return fmt.Errorf("%s, line %d: %w", name, n, err)
		}
	}
	if err := scan.Err(); err != nil {
		return unknot.Errorf(unknot.Invalid, "%s in the archive cannot be read: %v", name, err)
	}
	return nil
}
