package push

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/unknot/unknot/internal/care"
)

// service is a push service and the browser behind it: it lets in who signs as
// RFC 8292 says with the key that the browser subscribed with, and reads the
// message with the keys of the browser, as RFC 8291 and RFC 8188 say.
type service struct {
	*httptest.Server
	key    *ecdh.PrivateKey // of the browser
	auth   []byte           // its secret
	public string           // of the server that may send
	now    time.Time
	got    atomic.Value // the last message
	fault  atomic.Value
}

func newService(t *testing.T, public string, now time.Time) *service {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s := &service{key: key, auth: make([]byte, 16), public: public, now: now}
	_, _ = rand.Read(s.auth) // never fails
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err == nil {
			err = s.letIn(r)
		}
		if err != nil {
			s.fault.Store(err.Error())
			w.WriteHeader(http.StatusForbidden)
			return
		}
		text, err := s.open(body)
		if err != nil {
			s.fault.Store(err.Error())
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		s.got.Store(string(text))
		w.WriteHeader(http.StatusCreated)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *service) device() care.Device {
	return care.Device{Endpoint: s.URL + "/push/abc", P256dh: b64.EncodeToString(s.key.PublicKey().Bytes()), Auth: b64.EncodeToString(s.auth)}
}

// letIn checks the signature with another library than the one that made it.
func (s *service) letIn(r *http.Request) error {
	token, key, ok := strings.Cut(strings.TrimPrefix(r.Header.Get("Authorization"), "vapid t="), ", k=")
	if !ok || key != s.public {
		return errors.New("not the key of the subscription")
	}
	raw, err := b64.DecodeString(key)
	if err != nil {
		return err
	}
	public, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), raw)
	if err != nil {
		return err
	}
	signed, err := jose.ParseSignedCompact(token, []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		return err
	}
	text, err := signed.Verify(public)
	if err != nil {
		return fmt.Errorf("signature: %w", err)
	}
	var claims struct {
		Aud, Sub string
		Exp      int64
	}
	if err := json.Unmarshal(text, &claims); err != nil {
		return err
	}
	until := time.Unix(claims.Exp, 0)
	switch {
	case claims.Aud != s.URL:
		return fmt.Errorf("signed for %q", claims.Aud)
	case !until.After(s.now) || until.After(s.now.Add(24*time.Hour)):
		return fmt.Errorf("valid until %v", until)
	case !strings.HasPrefix(claims.Sub, "https://") && !strings.HasPrefix(claims.Sub, "mailto:"):
		return fmt.Errorf("sent by %q", claims.Sub)
	case r.Header.Get("Content-Encoding") != "aes128gcm" || r.Header.Get("TTL") == "":
		return errors.New("no encoding or no time to live")
	}
	return nil
}

func mac(key []byte, parts ...string) []byte {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		h.Write([]byte(p))
	}
	return h.Sum(nil)
}

// open reads a message as a browser does. HKDF of one block is written out as
// two HMACs (RFC 5869), so that it stands by itself.
func (s *service) open(body []byte) ([]byte, error) {
	if len(body) < 21 || len(body) < 21+int(body[20]) {
		return nil, errors.New("the header is cut short")
	}
	salt, size, theirs := body[:16], binary.BigEndian.Uint32(body[16:20]), body[21:21+int(body[20])]
	sealed := body[21+len(theirs):]
	if size < 18 || len(sealed) > int(size) {
		return nil, fmt.Errorf("a record of %d in %d", len(sealed), size)
	}
	public, err := ecdh.P256().NewPublicKey(theirs)
	if err != nil {
		return nil, err
	}
	shared, err := s.key.ECDH(public)
	if err != nil {
		return nil, err
	}
	ikm := mac(mac(s.auth, string(shared)), "WebPush: info\x00", string(s.key.PublicKey().Bytes()), string(theirs), "\x01")
	prk := mac(salt, string(ikm))
	block, err := aes.NewCipher(mac(prk, "Content-Encoding: aes128gcm\x00\x01")[:16])
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	text, err := gcm.Open(nil, mac(prk, "Content-Encoding: nonce\x00\x01")[:12], sealed, nil)
	if err != nil {
		return nil, err
	}
	text = []byte(strings.TrimRight(string(text), "\x00"))
	if len(text) == 0 || text[len(text)-1] != 2 {
		return nil, errors.New("the last record does not end")
	}
	return text[:len(text)-1], nil
}

// A push service lets our messages in, and the browser reads them.
func TestBrowserReadsWhatWeSend(t *testing.T) {
	private, public, err := Fresh()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	s := newService(t, public, now)
	for _, message := range []string{`{"title":"How is it?"}`, "ñ", strings.Repeat("a", 3000)} {
		if err := Send(context.Background(), s.Client(), care.PushKeys{Private: private, Public: public}, s.device(), []byte(message), now); err != nil {
			t.Fatalf("%v: %v", err, s.fault.Load())
		}
		if got := s.got.Load(); got != message {
			t.Errorf("the browser reads %q, not %q", got, message)
		}
	}
}

// Neither another server nor an old signature gets in, and a message for
// another browser cannot be read.
func TestServiceKeepsOthersOut(t *testing.T) {
	private, public, err := Fresh()
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := Fresh()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	s := newService(t, public, now)
	stranger := newService(t, public, now).device()
	stranger.Endpoint = s.device().Endpoint
	for name, c := range map[string]struct {
		private string
		to      care.Device
		at      time.Time
		want    string
	}{
		"another server":  {other, s.device(), now, "signature"},
		"a day too late":  {private, s.device(), now.Add(-24 * time.Hour), "valid until"},
		"another browser": {private, stranger, now, "authentication failed"},
	} {
		err := Send(context.Background(), s.Client(), care.PushKeys{Private: c.private, Public: public}, c.to, []byte("hello"), c.at)
		if fault, _ := s.fault.Load().(string); err == nil || !strings.Contains(fault, c.want) {
			t.Errorf("%s: %v; the service says %q", name, err, fault)
		}
	}
}
