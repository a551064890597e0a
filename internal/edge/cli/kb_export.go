package cli

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/unknot/unknot/core/knowledge/release"
	"github.com/unknot/unknot/knowledge/data"
)

type kbExportCmd struct {
	To   string `arg:"" help:"A new folder, or a new file that ends in .zip."`
	UAI  bool   `name:"uai" help:"Write the network (BIF) and the cases of the benchmark (UAI) for other inference engines instead."`
	From string `default:"built-in" placeholder:"FOLDER" help:"A folder of knowledge files or a pack; without it the knowledge inside the program."`
}

// Run writes the whole data set as JSON and CSV with a list of its fields.
func (c *kbExportCmd) Run(s *streams) error {
	base, err := knowledgeBase(c.From)
	if err != nil {
		return err
	}
	if c.UAI {
		return exportNetwork(s, base, c.To)
	}
	schema, err := fs.ReadFile(data.Files, "schema.json")
	if err != nil {
		return fmt.Errorf("read the schema: %w", err)
	}
	files, err := release.Files(base, schema)
	if err != nil {
		return err
	}
	write := writeFolder
	if strings.HasSuffix(c.To, ".zip") {
		write = writeZip
	}
	if err := write(c.To, files); err != nil {
		return &exit{ExitBadInput, fmt.Sprintf("the release cannot be written: %v", err)}
	}
	_, err = fmt.Fprintf(s.out, "Wrote %d records of knowledge %s (CC BY 4.0) as %d files to %s.\n", len(base.Rows()), base.Version, len(files), c.To)
	return err
}

func writeFolder(to string, files []release.File) error {
	if err := os.Mkdir(to, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(to, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func writeZip(to string, files []release.File) error {
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	z := zip.NewWriter(out)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err == nil {
			_, err = w.Write(f.Data)
		}
		if err != nil {
			return errors.Join(err, out.Close())
		}
	}
	return errors.Join(z.Close(), out.Close())
}
