package pack_test

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/knowledge/pack"
	"github.com/unknot/unknot/knowledge/data"
)

func key(b byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{b}, ed25519.SeedSize))
}

func written(t testing.TB, k ed25519.PrivateKey) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := pack.Write(&b, data.Files, k); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRoundTrip(t *testing.T) {
	raw := written(t, key(1))
	if !bytes.Equal(raw, written(t, key(1))) {
		t.Error("the same files gave other bytes")
	}
	p, err := pack.Open(raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Verify(key(1).Public().(ed25519.PublicKey)); err != nil {
		t.Error(err)
	}
	if err := p.Verify(key(2).Public().(ed25519.PublicKey)); !errors.Is(err, pack.ErrSignature) {
		t.Errorf("another key: %v", err)
	}
	base, err := p.Base()
	if err != nil {
		t.Fatal(err)
	}
	home, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if base.Version != home.Version || len(knowledge.Diff(home, base)) != 0 || !strings.HasSuffix(base.Version, p.List.Content[:12]) {
		t.Errorf("%s became %s, content %s", home.Version, base.Version, p.List.Content)
	}
	if err := unsigned(t).Verify(key(1).Public().(ed25519.PublicKey)); !errors.Is(err, pack.ErrUnsigned) {
		t.Errorf("unsigned: %v", err)
	}
}

func unsigned(t *testing.T) *pack.Pack {
	t.Helper()
	p, err := pack.Open(written(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// rewrite changes the files of a pack: edit gives the new content, nil drops
// the file.
func rewrite(t *testing.T, raw []byte, edit func(name string, content []byte) []byte, extra map[string]string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	put := func(name string, content []byte) {
		f, err := out.Create(name)
		if err == nil {
			_, err = f.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if content = edit(f.Name, content); content != nil {
			put(f.Name, content)
		}
	}
	for name, content := range extra {
		put(name, []byte(content))
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Whatever is done to a pack is seen.
func TestTamperingIsSeen(t *testing.T) {
	raw := written(t, key(1))
	same := func(_ string, c []byte) []byte { return c }
	cases := []struct {
		name  string
		edit  func(string, []byte) []byte
		extra map[string]string
		say   string
	}{
		{"file changed", func(n string, c []byte) []byte {
			if n == "engine.toml" {
				return append(c, "\n# more\n"...)
			}
			return c
		}, nil, "was changed"},
		{"file dropped", func(n string, c []byte) []byte {
			if n == "engine.toml" {
				return nil
			}
			return c
		}, nil, "not in the pack"},
		{"file added", same, map[string]string{"danger/more.toml": "# x\n"}, "not in its list"},
		{"program added", same, map[string]string{"run.sh": "x"}, "no knowledge file"},
		{"way out", same, map[string]string{"../evil.toml": "x"}, "no knowledge file"},
		{"list dropped", func(n string, c []byte) []byte {
			if n == "pack.json" {
				return nil
			}
			return c
		}, nil, "is missing"},
		{"list changed", func(n string, c []byte) []byte {
			if n == "pack.json" {
				return bytes.Replace(c, []byte("2026.11"), []byte("2027.11"), 1)
			}
			return c
		}, nil, "signature"},
		{"other schema", func(n string, c []byte) []byte {
			if n == "pack.json" {
				return bytes.Replace(c, []byte("unknot.pack/v1"), []byte("unknot.pack/v9"), 1)
			}
			return c
		}, nil, "schema"},
	}
	for _, c := range cases {
		p, err := pack.Open(rewrite(t, raw, c.edit, c.extra))
		if err == nil {
			err = p.Verify(key(1).Public().(ed25519.PublicKey))
		}
		if err == nil || !strings.Contains(err.Error(), c.say) {
			t.Errorf("%s: %v, want %q", c.name, err, c.say)
		}
	}
	if _, err := pack.Open([]byte("nothing")); err == nil {
		t.Error("a text was read as a pack")
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(written(f, key(1)))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if p, err := pack.Open(raw); err == nil && p.List.Schema != pack.Schema {
			t.Fatal("a pack of another schema was read")
		}
	})
}
