package archive

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
)

// ManifestName is the last member of each archive.
const ManifestName = "manifest.json"

// Manifest says what is in an archive.
type Manifest struct {
	Schema   string   `json:"schema"`   // format and version, such as unknot.export/v1
	Database int64    `json:"database"` // version of the tables that the records come from
	Files    []Member `json:"files"`
}

// Member is one file of the archive.
type Member struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	Rows   int64  `json:"rows"` // records, 0 for files that hold none
	SHA256 string `json:"sha256"`
}

// Writer writes an archive, member after member.
type Writer struct {
	zip   *zip.Writer
	files []Member
	open  *member
}

type member struct {
	io.Writer
	sum   hash.Hash
	bytes int64
}

func (m *member) Write(p []byte) (int, error) {
	n, err := m.Writer.Write(p)
	m.sum.Write(p[:n])
	m.bytes += int64(n)
	return n, err
}

// NewWriter begins an archive.
func NewWriter(w io.Writer) *Writer { return &Writer{zip: zip.NewWriter(w)} }

// Create ends the member before and begins the next.
func (w *Writer) Create(name string) (io.Writer, error) {
	w.end()
	body, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return nil, err
	}
	w.open = &member{Writer: body, sum: sha256.New()}
	w.files = append(w.files, Member{Name: name})
	return w.open, nil
}

// Row counts one record of the open member.
func (w *Writer) Row() { w.files[len(w.files)-1].Rows++ }

func (w *Writer) end() {
	if w.open == nil {
		return
	}
	last := &w.files[len(w.files)-1]
	last.Bytes, last.SHA256 = w.open.bytes, hex.EncodeToString(w.open.sum.Sum(nil))
	w.open = nil
}

// Close writes the manifest and ends the archive; it does not close the
// writer beneath. schema and database go into the manifest, which is returned.
func (w *Writer) Close(schema string, database int64) (Manifest, error) {
	w.end()
	m := Manifest{Schema: schema, Database: database, Files: w.files}
	body, err := w.zip.CreateHeader(&zip.FileHeader{Name: ManifestName, Method: zip.Deflate})
	if err != nil {
		return m, err
	}
	e := json.NewEncoder(body)
	e.SetIndent("", "  ")
	return m, errors.Join(e.Encode(m), w.zip.Close())
}
