//go:build linux

package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A disk that is really full, and one that is really read-only: small file
// systems of their own, mounted where only the child process sees them, so that
// no rights are needed.
func TestFullAndReadOnlyDisks(t *testing.T) {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "UNKNOT_TEST_DISK="+t.TempDir())
	c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS, Pdeathsig: syscall.SIGKILL,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}}
	out, err := c.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// onSmallDisk is the child: it fills a disk of two megabytes, makes room again,
// and has the disk go read-only. It says what is wrong, and fails then.
func onSmallDisk(folder string) error {
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=2m"); err != nil {
		return fmt.Errorf("mount: %w", err)
	}
	ballast := filepath.Join(folder, "ballast")
	if err := os.WriteFile(ballast, bytes.Repeat([]byte("x"), 1<<20), 0o600); err != nil {
		return err
	}
	data := filepath.Join(folder, "data")
	kept, said := 0, ""
	for i := range 500 {
		code, text := call("log", "4", "right neck", "--data", data, "--note", strings.Repeat("pain ", 12000))
		if code != ExitAnswered {
			said = text
			break
		}
		kept = i + 1
	}
	var faults []error
	want := func(when string, code, wantCode int, text, say string) {
		if code != wantCode || !strings.Contains(text, say) {
			faults = append(faults, fmt.Errorf("%s: exit %d, want %d and %q; said %.300q", when, code, wantCode, say, text))
		}
	}
	want(fmt.Sprintf("a full disk after %d entries", kept), ExitBadInput, ExitBadInput, said, "the disk is full; free some space")
	code, text := call("diary", "--data", data, "--last", "1000")
	want("reading from a full disk", code, ExitAnswered, text, "right back of the neck")
	if got := strings.Count(text, "right back of the neck"); kept < 3 || got != kept {
		faults = append(faults, fmt.Errorf("%d entries were acknowledged, %d are there", kept, got))
	}
	code, text = call("backup", "--data", data, "--to", filepath.Join(folder, "backups"))
	want("a backup onto a full disk", code, ExitBadInput, text, "no space left on device")
	if left, _ := filepath.Glob(filepath.Join(folder, "backups", "*")); len(left) > 0 {
		faults = append(faults, fmt.Errorf("half a backup is left: %v", left))
	}
	code, text = call("doctor", "--data", data)
	want("doctor on a full disk", code, ExitBadInput, text, "the disk is full")
	if err := os.Remove(ballast); err != nil {
		return err
	}
	code, text = call("log", "4", "left calf", "--data", data)
	want("with room again", code, ExitAnswered, text, "Kept")
	if err := syscall.Mount("", folder, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		return fmt.Errorf("mount read-only: %w", err)
	}
	for _, args := range [][]string{{"log", "4", "left calf"}, {"doctor"}, {"backup"}} {
		code, text = call(append(args, "--data", data)...)
		want("read-only: "+args[0], code, ExitBadInput, text, "read-only")
	}
	code, text = call("log", "4", "left calf", "--data", filepath.Join(folder, "new"))
	want("a new folder on a read-only disk", code, ExitBadInput, text, "--data")
	return errors.Join(faults...)
}

// call runs a command and returns what it said.
func call(args ...string) (int, string) {
	var out bytes.Buffer
	code := Run(args, strings.NewReader(""), &out, io.MultiWriter(&out))
	return code, out.String()
}
