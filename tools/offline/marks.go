package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// marks lists of what the program is built: every package of this module with a
// mark of its files, and the modules with their versions. The Go release is not
// in it: another one makes the same program in other bytes.
func marks(root string) (string, error) {
	out, err := run(root, "go", "list", "-deps", "-json=ImportPath,Dir,GoFiles,EmbedFiles,Module,Standard", program)
	if err != nil {
		return "", err
	}
	var list strings.Builder
	modules := map[string]bool{}
	for d := json.NewDecoder(strings.NewReader(out)); ; {
		var p struct {
			ImportPath, Dir     string
			GoFiles, EmbedFiles []string
			Standard            bool
			Module              *struct {
				Path, Version string
				Main          bool
			}
		}
		if err := d.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			return "", err
		}
		switch {
		case p.Standard || p.Module == nil:
		case p.Module.Main:
			mark, err := markOf(p.Dir, append(p.GoFiles, p.EmbedFiles...))
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&list, "%s %s\n", p.ImportPath, mark)
		case !modules[p.Module.Path]:
			modules[p.Module.Path] = true
			fmt.Fprintf(&list, "%s %s\n", p.Module.Path, p.Module.Version)
		}
	}
	mark, err := markOf(filepath.Join(root, "tools", "offline"), []string{"main.go", "_instead/http.go", "_instead/template.go"})
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&list, "tools/offline %s\n", mark)
	return list.String(), nil
}

// markOf is the first 12 hex digits of the SHA-256 over names and contents.
func markOf(dir string, files []string) (string, error) {
	hash := sha256.New()
	for _, name := range files {
		raw, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return "", err
		}
		fmt.Fprintf(hash, "%s %d\n", name, len(raw))
		hash.Write(raw)
	}
	return hex.EncodeToString(hash.Sum(nil)[:6]), nil
}
