package cli

import (
	"fmt"
	"os"
	"testing"
)

// TestMain lets the test program be unknot itself, so that tests can start real
// servers and kill them, or give it a disk of its own.
func TestMain(m *testing.M) {
	if os.Getenv("UNKNOT_TEST_BE") != "" {
		os.Exit(Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	if folder := os.Getenv("UNKNOT_TEST_DISK"); folder != "" {
		if err := onSmallDisk(folder); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}
