package archive_test

import (
	"bytes"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/unknot/unknot/internal/base/archive"
)

const schema = "unknot.test/v1"

func write(t *testing.T, lock archive.Lock) []byte {
	t.Helper()
	var out bytes.Buffer
	sealed, err := archive.Seal(&out, lock)
	if err != nil {
		t.Fatal(err)
	}
	w := archive.NewWriter(sealed)
	for _, name := range []string{"a.txt", "records/b.jsonl"} {
		body, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range []string{"one " + name, "two"} {
			if _, err := body.Write([]byte(line + "\n")); err != nil {
				t.Fatal(err)
			}
			w.Row()
		}
	}
	if _, err := w.Close(schema, 3); err != nil {
		t.Fatal(err)
	}
	if err := sealed.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(raw []byte, key archive.Key) (string, error) {
	body, size, err := archive.Unseal(bytes.NewReader(raw), int64(len(raw)), key)
	if err != nil {
		return "", err
	}
	r, err := archive.NewReader(body, size, schema)
	if err != nil {
		return "", err
	}
	if err := r.Verify(); err != nil {
		return "", err
	}
	var all []string
	for _, m := range r.Manifest.Files {
		if err := r.Lines(m.Name, func(line []byte) error { all = append(all, string(line)); return nil }); err != nil {
			return "", err
		}
	}
	return strings.Join(all, "|"), nil
}

const content = "one a.txt|two|one records/b.jsonl|two"

func TestSameContentSameBytes(t *testing.T) {
	first := write(t, archive.Lock{})
	if !bytes.Equal(first, write(t, archive.Lock{})) {
		t.Error("two archives of the same content differ")
	}
	if got, err := read(first, archive.Key{}); err != nil || got != content {
		t.Errorf("%q %v", got, err)
	}
}

// Whatever byte is damaged, it is noticed, or what is read is still right.
func TestEveryDamagedByteIsNoticedOrHarmless(t *testing.T) {
	whole := write(t, archive.Lock{})
	noticed := 0
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 0x41
		got, err := read(bad, archive.Key{})
		if err == nil && got != content {
			t.Fatalf("byte %d of %d: read %q", i, len(whole), got)
		}
		if err != nil {
			noticed++
		}
	}
	if noticed < len(whole)/2 {
		t.Errorf("only %d of %d damaged bytes were noticed", noticed, len(whole))
	}
	for _, n := range []int{0, 1, 20, len(whole) / 2, len(whole) - 1} {
		if _, err := read(whole[:n], archive.Key{}); err == nil {
			t.Errorf("cut off at %d: not noticed", n)
		}
	}
}

func TestLocks(t *testing.T) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	other, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	byWord := archive.Lock{Passphrase: "correct horse", Work: 10}
	forKey := archive.Lock{Recipients: []string{id.Recipient().String()}}
	cases := []struct {
		name string
		lock archive.Lock
		key  archive.Key
		say  string // "" when it opens
	}{
		{"the passphrase", byWord, archive.Key{Passphrase: "correct horse"}, ""},
		{"another passphrase", byWord, archive.Key{Passphrase: "wrong horse"}, "does not fit"},
		{"no passphrase", byWord, archive.Key{}, "is encrypted"},
		{"the identity", forKey, archive.Key{Identities: id.String()}, ""},
		{"another identity", forKey, archive.Key{Identities: other.String()}, "does not fit"},
		{"no identity at all", forKey, archive.Key{Identities: "hello"}, "identity file"},
	}
	for _, c := range cases {
		raw := write(t, c.lock)
		if bytes.Contains(raw, []byte("a.txt")) {
			t.Errorf("%s: the content can be seen", c.name)
		}
		got, err := read(raw, c.key)
		if c.say == "" && (err != nil || got != content) || c.say != "" && (err == nil || !strings.Contains(err.Error(), c.say)) {
			t.Errorf("%s: %q %v", c.name, got, err)
		}
	}
	if _, err := archive.Seal(&bytes.Buffer{}, archive.Lock{Passphrase: "a", Recipients: []string{"b"}}); err == nil {
		t.Error("two locks at once")
	}
	if _, err := archive.Seal(&bytes.Buffer{}, archive.Lock{Recipients: []string{"age1nonsense"}}); err == nil {
		t.Error("a recipient that is none")
	}
}
