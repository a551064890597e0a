package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The program that browsers get was built of the code that is there now.
func TestProgramIsFresh(t *testing.T) {
	root := filepath.Join("..", "..")
	now, err := marks(root)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(filepath.Join(root, "internal", "edge", "web", "assets", "offline", "built.txt"))
	if err != nil {
		t.Fatal(err)
	}
	then := strings.Split(string(raw), "\n")
	for i, line := range strings.Split(now, "\n") {
		if i >= len(then) || then[i] != line {
			t.Fatalf("the program for browsers is old: %s changed since; run make offline and commit what it writes", strings.Fields(line + " ?")[0])
		}
	}
}
