package seal_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/unknot/unknot/internal/base/seal"
)

func sealer(t testing.TB, key string) *seal.Sealer {
	t.Helper()
	s, err := seal.New(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What was sealed opens at its own place with its own key, and nowhere else.
func TestSealedTextOpensAtItsPlaceOnly(t *testing.T) {
	key := seal.NewKey()
	s, other := sealer(t, key+"\n"), sealer(t, seal.NewKey())
	rapid.Check(t, func(t *rapid.T) {
		place, text := rapid.String().Draw(t, "place"), rapid.String().Draw(t, "text")
		sealed := s.Seal(place, text)
		if len(text) > 5 && strings.Contains(sealed, text) {
			t.Fatalf("%q shows in %q", text, sealed)
		}
		if sealed != s.Seal(place, text) {
			t.Fatal("the same record gives other bytes")
		}
		if got, err := s.Open(place, sealed); err != nil || got != text {
			t.Fatalf("%q %v", got, err)
		}
		if _, err := s.Open(place+"x", sealed); err == nil {
			t.Fatal("opens at another place")
		}
		if _, err := other.Open(place, sealed); err == nil {
			t.Fatal("opens with another key")
		}
		if _, err := s.Open(place, text); err == nil {
			t.Fatal("a text that was never sealed opens")
		}
		i := rapid.IntRange(3, len(sealed)-2).Draw(t, "change")
		changed := []byte(sealed)
		changed[i] = map[bool]byte{true: 'B', false: 'A'}[changed[i] == 'A']
		if _, err := s.Open(place, string(changed)); err == nil {
			t.Fatalf("a change at %d is not noticed", i)
		}
		if s.Seal(place, text+"1") == sealed || s.Seal(place+"1", text) == sealed {
			t.Fatal("two texts, one seal")
		}
	})
}

func TestWrongKeysAreRefused(t *testing.T) {
	for _, bad := range []string{"", "secret", strings.ToUpper(seal.NewKey()), seal.NewKey()[5:], seal.NewKey() + "AAAA"} {
		if _, err := seal.New(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	var none *seal.Sealer
	if got, err := none.Open("x", none.Seal("x", "text")); got != "text" || err != nil {
		t.Errorf("without a key: %q %v", got, err)
	}
}
