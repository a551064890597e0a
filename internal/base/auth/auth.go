// Package auth holds what signing in needs and what has no memory of its own:
// passwords as argon2id, secrets and their hashes, and limits on guessing.
package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/unknot/unknot"
)

// Cost of argon2id: OWASP's row of 19 MiB and two passes
// (cheatsheetseries.owasp.org, Password Storage).
const (
	passes  = 2
	memory  = 19 * 1024 // KiB
	threads = 1
	saltLen = 16
	keyLen  = 32
)

// A password has 10 to 200 characters: long is what counts (NIST SP 800-63B
// asks for at least 8 and no rules on kinds of characters).
const shortest, longest = 10, 200

// HashPassword checks the length and returns the password in PHC form.
func HashPassword(password string) (string, error) {
	if n := utf8.RuneCountInString(password); n < shortest || n > longest {
		return "", unknot.Errorf(unknot.Invalid, "the password has %d characters; use %d to %d, such as four words", n, shortest, longest)
	}
	salt := make([]byte, saltLen)
	_, _ = rand.Read(salt) // it never fails
	return phc(salt, argon2.IDKey([]byte(password), salt, passes, memory, threads, keyLen)), nil
}

func phc(salt, key []byte) string {
	e := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, threads, e.EncodeToString(salt), e.EncodeToString(key))
}

// nobody is the hash that is checked when there is no account, so that the
// time does not tell which names exist.
var nobody = phc(make([]byte, saltLen), make([]byte, keyLen))

// SamePassword compares a password with its hash; "" fits nothing and takes as
// long.
func SamePassword(hash, password string) bool {
	known := hash != ""
	if !known {
		hash = nobody
	}
	var version, m, t, p int
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || len(password) > 4*longest {
		return false
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &m, &t, &p); err != nil || parts[1] != "argon2id" || version != argon2.Version || p < 1 || p > 255 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	key, err2 := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || err2 != nil {
		return false
	}
	got := argon2.IDKey([]byte(password), salt, uint32(t), uint32(m), uint8(p), uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1 && known
}

// Secret is a new token: a prefix that tells what it is, and 128 bits or more.
func Secret(prefix string) string { return prefix + rand.Text() }

// Hash is what is kept of a secret with 128 bits or more.
func Hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}

// recoveryCodes is how many codes an account gets.
const recoveryCodes = 8

// RecoveryCodes returns new codes, written in groups so that they can be copied
// from paper; each carries 80 bits.
func RecoveryCodes() []string {
	codes := make([]string, recoveryCodes)
	for i := range codes {
		s := strings.ToLower(rand.Text())
		codes[i] = s[0:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:16]
	}
	return codes
}

// PlainCode undoes what people do to codes when they type them: the letters of
// codes are A to Z and 2 to 7, so a nought is an o and a one an l.
func PlainCode(code string) string {
	return strings.NewReplacer(" ", "", "-", "", "0", "o", "1", "l").Replace(strings.ToLower(strings.TrimSpace(code)))
}
