package cli

import (
	"os"
	"testing"
)

// TestMain lets the test program be unknot itself, so that tests can start
// real servers and kill them.
func TestMain(m *testing.M) {
	if os.Getenv("UNKNOT_TEST_BE") != "" {
		os.Exit(Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}
