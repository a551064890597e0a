// Command assets bundles the TypeScript and the style sheets of the pages. Every
// .ts or .css file that lies directly in the script or the style folder is an
// entry point and becomes one self-contained file of the same name; files in
// folders below are shared pieces that entry points import. It needs no Node;
// esbuild is used as a Go library.
//
//	go run ./tools/assets internal/edge/web
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: assets FOLDER (with script, style and assets/dist in it)")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write bundles every entry point and leaves nothing in the output folder that
// has no source any more.
func write(folder string) error {
	out := filepath.Join(folder, "assets", "dist")
	files, err := bundle(folder)
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(out, "*.*s"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if files[filepath.Base(path)] == nil {
			if err := os.Remove(path); err != nil {
				return err
			}
		}
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(out, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// bundle returns the modules by file name, and words.json: which texts each of
// them says. Warnings count as errors: a bundle
// is either clean or not made.
func bundle(folder string) (map[string][]byte, error) {
	folder, err := filepath.Abs(folder) // esbuild insists on it
	if err != nil {
		return nil, err
	}
	var entries []string
	for _, pattern := range []string{"script/*.ts", "style/*.css"} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		entries = append(entries, found...)
	}
	files, words := map[string][]byte{}, map[string][]string{}
	for _, entry := range entries {
		if strings.HasSuffix(entry, ".d.ts") {
			continue
		}
		result := api.Build(api.BuildOptions{
			AbsWorkingDir:     folder,
			EntryPoints:       []string{entry},
			Outdir:            folder, // names the file; nothing is written
			Bundle:            true,
			Format:            api.FormatESModule,
			Target:            api.ES2022,
			Charset:           api.CharsetUTF8,
			LegalComments:     api.LegalCommentsNone,
			MinifyWhitespace:  true,
			MinifyIdentifiers: true,
			MinifySyntax:      true,
			Metafile:          true,
		})
		if faults := append(result.Errors, result.Warnings...); len(faults) > 0 {
			text := api.FormatMessages(faults, api.FormatMessagesOptions{Kind: api.ErrorMessage})
			return nil, fmt.Errorf("assets: %s cannot be bundled:\n%s", filepath.Base(entry), strings.Join(text, ""))
		}
		for _, f := range result.OutputFiles {
			files[filepath.Base(f.Path)] = f.Contents
		}
		said, err := texts(folder, result.Metafile)
		if err != nil {
			return nil, err
		}
		if len(said) > 0 {
			words[strings.TrimSuffix(filepath.Base(entry), ".ts")+".js"] = said
		}
	}
	list, err := json.MarshalIndent(words, "", " ")
	if err != nil {
		return nil, err
	}
	files["words.json"] = append(list, '\n')
	return files, nil
}

// text finds what a script says to a person: tr("…").
var text = regexp.MustCompile(`\btr\(\s*("(?:[^"\\]|\\.)*")`)

// texts lists what the sources of one bundle say, so that a page in another
// language can bring those texts along.
func texts(folder, metafile string) ([]string, error) {
	var meta struct {
		Inputs map[string]struct{} `json:"inputs"`
	}
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return nil, fmt.Errorf("assets: the list of sources cannot be read: %w", err)
	}
	var said []string
	for path := range meta.Inputs {
		if strings.Contains(path, "node_modules") {
			continue
		}
		source, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			return nil, err
		}
		for _, m := range text.FindAllSubmatch(source, -1) {
			one, err := strconv.Unquote(string(m[1]))
			if err != nil {
				return nil, fmt.Errorf("assets: %s: the text %s cannot be read", path, m[1])
			}
			said = append(said, one)
		}
	}
	slices.Sort(said)
	return slices.Compact(said), nil
}
