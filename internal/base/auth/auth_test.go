package auth_test

import (
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot/internal/base/auth"
)

func TestPasswords(t *testing.T) {
	hash, err := auth.HashPassword("four plain words here")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%s %v", hash, err)
	}
	for password, want := range map[string]bool{"four plain words here": true, "four plain words Here": false, "": false, strings.Repeat("x", 5000): false} {
		if auth.SamePassword(hash, password) != want {
			t.Errorf("%.20q: not %v", password, want)
		}
	}
	for _, bad := range []string{"", "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=0$AAAA$AAAA", "plain"} {
		if auth.SamePassword(bad, "four plain words here") {
			t.Errorf("%q fits", bad)
		}
	}
	for _, short := range []string{"", "123456789", strings.Repeat("x", 201)} {
		if _, err := auth.HashPassword(short); err == nil {
			t.Errorf("%.20q was taken", short)
		}
	}
}

func TestSecretsDifferAndCodesSurviveTyping(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range append(auth.RecoveryCodes(), auth.RecoveryCodes()...) {
		if seen[c] || len(c) != 19 || auth.PlainCode(" "+strings.ToUpper(c)+" ") != auth.PlainCode(c) {
			t.Errorf("%q", c)
		}
		seen[c] = true
	}
	if auth.PlainCode("0-1") != auth.PlainCode("o-l") {
		t.Error("a nought or a one, which no code has, is not read as the letter that looks like it")
	}
	if auth.Hash("a", "bc") == auth.Hash("ab", "c") {
		t.Error("two secrets, one hash")
	}
}

func TestLimitsSlowGuessing(t *testing.T) {
	l, now := auth.NewLimits(3, time.Minute), time.Unix(1000, 0)
	got := ""
	for _, at := range []time.Duration{0, 0, 0, 0, time.Second, time.Minute, time.Minute} {
		if l.Allow("me", now.Add(at)) {
			got += "y"
		} else {
			got += "n"
		}
	}
	if got != "yyynnyn" || !l.Allow("another", now) {
		t.Error(got)
	}
}
