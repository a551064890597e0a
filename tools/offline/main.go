// Command offline builds the part of unknot that runs in the browser without a
// server, cmd/unknot-offline, into the folder of the pages' files:
//
//	go run ./tools/offline internal/edge/web/assets/offline
//
// It writes the program (program.wasm.br), the glue of the Go release that built
// it (glue.js), and of what it was built (built.txt), so that a test can tell
// when it is old.
//
// Two packages of the standard library are put aside for this build: net/http,
// which brings a network with TLS that no page asks for, and html/template,
// which templ names and no page uses. Together they are a third of the program.
// What stands in for them lies in _instead; without it the program is the same,
// and larger.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"
)

// program is what is built.
const program = "./cmd/unknot-offline"

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: offline FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "offline:", err)
		os.Exit(1)
	}
}

// write builds everything into a folder, and says how large it is.
func write(folder string) error {
	temp, err := os.MkdirTemp("", "offline")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	built, err := marks(".")
	if err != nil {
		return err
	}
	wasm := filepath.Join(temp, "program.wasm")
	if err := build(wasm, temp); err != nil {
		return err
	}
	raw, err := os.ReadFile(wasm)
	if err != nil {
		return err
	}
	var small bytes.Buffer
	w := brotli.NewWriterOptions(&small, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 24})
	if _, err := w.Write(raw); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	glue, err := glue()
	if err != nil {
		return err
	}
	for name, content := range map[string][]byte{"program.wasm.br": small.Bytes(), "glue.js": glue, "built.txt": []byte(built)} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%s: %d bytes, %d compressed\n", program, len(raw), small.Len())
	return nil
}

// build compiles the program. Nothing is inlined outside of the solver: that
// makes it an eighth smaller, and the solver is where the time goes.
func build(out, temp string) error {
	overlay, err := instead()
	if err != nil {
		return err
	}
	list := filepath.Join(temp, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		return err
	}
	_, err = run(".", "go", "build", "-trimpath", "-buildvcs=false", "-overlay", list, "-gcflags=all=-l", "-gcflags=github.com/unknot/unknot/core/posterior=", "-ldflags=-s -w", "-o", out, program)
	return err
}

// routing are the files of net/http that stay: how a path finds its handler.
var routing = []string{"pattern.go", "routing_tree.go", "mapping.go", "method.go", "status.go"}

// instead says to the compiler which files to read in the place of others.
func instead() ([]byte, error) {
	goroot, err := run(".", "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	replace := map[string]string{}
	for pkg, stays := range map[string][]string{"net/http": routing, "html/template": nil} {
		folder := filepath.Join(strings.TrimSpace(goroot), "src", filepath.FromSlash(pkg))
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			replace[f] = ""
		}
		for _, name := range stays {
			delete(replace, filepath.Join(folder, name))
		}
		own, err := filepath.Abs(filepath.Join("tools", "offline", "_instead", filepath.Base(pkg)+".go"))
		if err != nil {
			return nil, err
		}
		replace[filepath.Join(folder, "instead.go")] = own
	}
	return json.Marshal(map[string]any{"Replace": replace})
}

// glue is the script that the Go release has for its programs in a browser.
func glue() ([]byte, error) {
	goroot, err := run(".", "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(filepath.Join(strings.TrimSpace(goroot), "lib", "wasm", "wasm_exec.js"))
	if err != nil {
		return nil, err
	}
	result := api.Transform(string(raw), api.TransformOptions{MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, Target: api.ES2022, LegalComments: api.LegalCommentsInline,
		Banner: "// wasm_exec.js of Go. Copyright 2018 The Go Authors, BSD licence (go.dev/LICENSE)."})
	if len(result.Errors) > 0 {
		return nil, fmt.Errorf("wasm_exec.js: %s", result.Errors[0].Text)
	}
	return result.Code, nil
}

// run runs a command for a browser's kind of machine and gives what it prints.
func run(dir string, name string, args ...string) (string, error) {
	c := exec.Command(name, args...)
	c.Dir, c.Env = dir, append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var fault bytes.Buffer
	c.Stderr = &fault
	out, err := c.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, args[0], err, fault.String())
	}
	return string(out), nil
}
