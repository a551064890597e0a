// Command assets bundles the TypeScript of the pages. Every .ts file that lies
// directly in the script folder is an entry point and becomes one self-contained
// module of the same name; files in folders below are shared pieces that entry
// points import. It needs no Node; esbuild is used as a Go library.
//
//	go run ./tools/assets internal/edge/web/script internal/edge/web/assets/dist
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: assets SCRIPT_FOLDER OUTPUT_FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write bundles every entry point and leaves nothing in the output folder that
// has no source any more.
func write(script, out string) error {
	files, err := bundle(script)
	if err != nil {
		return err
	}
	old, err := filepath.Glob(filepath.Join(out, "*.js"))
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

// bundle returns the modules by file name. Warnings count as errors: a bundle
// is either clean or not made.
func bundle(script string) (map[string][]byte, error) {
	entries, err := filepath.Glob(filepath.Join(script, "*.ts"))
	if err != nil {
		return nil, err
	}
	script, err = filepath.Abs(script) // esbuild insists on it
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, entry := range entries {
		if strings.HasSuffix(entry, ".d.ts") {
			continue
		}
		result := api.Build(api.BuildOptions{
			AbsWorkingDir:     script,
			EntryPoints:       []string{filepath.Join(script, filepath.Base(entry))},
			Outdir:            script, // names the file; nothing is written
			Bundle:            true,
			Format:            api.FormatESModule,
			Target:            api.ES2022,
			Charset:           api.CharsetUTF8,
			LegalComments:     api.LegalCommentsNone,
			MinifyWhitespace:  true,
			MinifyIdentifiers: true,
			MinifySyntax:      true,
		})
		if faults := append(result.Errors, result.Warnings...); len(faults) > 0 {
			text := api.FormatMessages(faults, api.FormatMessagesOptions{Kind: api.ErrorMessage})
			return nil, fmt.Errorf("assets: %s cannot be bundled:\n%s", filepath.Base(entry), strings.Join(text, ""))
		}
		for _, f := range result.OutputFiles {
			files[filepath.Base(f.Path)] = f.Contents
		}
	}
	return files, nil
}
