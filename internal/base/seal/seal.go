// Package seal encrypts single fields of records with a key that lies outside
// the database, so that its file, its backups on disk level and its logs show
// no health data.
package seal

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"

	"github.com/unknot/unknot"
)

const (
	keyPrefix  = "unknot-data-key-1-" // of a key file
	textPrefix = "u1:"                // of a sealed field
	keyLen     = 32
)

// NewKey returns a new key as the text of a key file.
func NewKey() string {
	key := make([]byte, keyLen)
	_, _ = rand.Read(key) // it never fails
	return keyPrefix + base64.RawURLEncoding.EncodeToString(key)
}

// Sealer seals and opens fields. A nil Sealer leaves them as they are.
type Sealer struct {
	aead cipher.AEAD
	mac  []byte
}

// New makes a Sealer of the text of a key file.
func New(text string) (*Sealer, error) {
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(strings.TrimSpace(text), keyPrefix))
	if err != nil || len(raw) != keyLen || !strings.HasPrefix(strings.TrimSpace(text), keyPrefix) {
		return nil, unknot.Errorf(unknot.Invalid, "this is no data key; make one with: unknot key FILE")
	}
	// two keys, one for each purpose (RFC 5869)
	sub := func(purpose string) []byte {
		key, err := hkdf.Key(sha256.New, raw, nil, "unknot field "+purpose, keyLen)
		if err != nil {
			panic("seal: the key length is fixed")
		}
		return key
	}
	aead, err := chacha20poly1305.NewX(sub("encrypt"))
	if err != nil {
		return nil, fmt.Errorf("make the cipher: %w", err)
	}
	return &Sealer{aead, sub("nonce")}, nil
}

// Seal encrypts text for one place, which names table, column and record. The
// nonce is made from the key, the place and the text, as in SIV (RFC 5297): it
// cannot repeat for another text, and the same record gives the same bytes. So
// whoever sees the sealed records learns how long a text is, and whether it
// changed; nothing else.
func (s *Sealer) Seal(place, text string) string {
	if s == nil {
		return text
	}
	nonce := s.nonce(place, text)
	return textPrefix + base64.RawStdEncoding.EncodeToString(s.aead.Seal(nonce, nonce, []byte(text), []byte(place)))
}

func (s *Sealer) nonce(place, text string) []byte {
	h := hmac.New(sha256.New, s.mac)
	fmt.Fprintf(h, "%d:%s:%s", len(place), place, text)
	return h.Sum(nil)[:chacha20poly1305.NonceSizeX]
}

// errOpen tells nothing of the text.
var errOpen = errors.New("a field does not open with this key, or was changed")

// Open decrypts what Seal made for the same place. A text that is not sealed,
// of another place, or changed, is refused.
func (s *Sealer) Open(place, sealed string) (string, error) {
	if s == nil {
		return sealed, nil
	}
	raw, err := base64.RawStdEncoding.DecodeString(strings.TrimPrefix(sealed, textPrefix))
	if err != nil || !strings.HasPrefix(sealed, textPrefix) || len(raw) < chacha20poly1305.NonceSizeX {
		return "", errOpen
	}
	nonce, rest := raw[:chacha20poly1305.NonceSizeX], raw[chacha20poly1305.NonceSizeX:]
	text, err := s.aead.Open(nil, nonce, rest, []byte(place))
	if err != nil {
		return "", errOpen
	}
	return string(text), nil
}
