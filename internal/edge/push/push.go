// Package push sends short messages to browsers through their push services:
// encrypted for the browser alone (RFC 8291), in the name of this server
// (VAPID, RFC 8292). A push service sees that a message was sent, and when; it
// cannot read it.
package push

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/unknot/unknot/internal/care"
)

var b64 = base64.RawURLEncoding

// Fresh makes the keys of a server.
func Fresh() (private, public string, err error) {
	k, err := ecdh.P256().GenerateKey(rand.Reader)
	if err != nil {
		return "", "", fmt.Errorf("make push keys: %w", err)
	}
	return b64.EncodeToString(k.Bytes()), b64.EncodeToString(k.PublicKey().Bytes()), nil
}

// ErrGone says that a browser does not want messages any more.
var ErrGone = errors.New("push: the browser has gone")

// lives is how long a push service may hold a message, in seconds.
const lives = "1800"

// Send sends a message of at most a few thousand bytes to a device.
func Send(ctx context.Context, client *http.Client, keys care.PushKeys, d care.Device, message []byte, now time.Time) error {
	to, err := url.Parse(d.Endpoint)
	if err != nil || to.Scheme != "https" && to.Hostname() != "127.0.0.1" {
		return errors.New("push: the address of the push service is no https address")
	}
	body, err := seal(d, message, nil, nil)
	if err != nil {
		return err
	}
	token, err := vapid(keys, to.Scheme+"://"+to.Host, now)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, d.Endpoint, bytes.NewReader(body))
	if err != nil {
		return errors.New("push: the request could not be made")
	}
	r.Header.Set("Authorization", "vapid t="+token+", k="+keys.Public)
	r.Header.Set("Content-Encoding", "aes128gcm")
	r.Header.Set("Content-Type", "application/octet-stream")
	r.Header.Set("TTL", lives)
	answer, err := client.Do(r)
	if err != nil {
		return errors.New("push: the push service cannot be reached") // its address names the device
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusNotFound || answer.StatusCode == http.StatusGone:
		return ErrGone
	case answer.StatusCode >= 300:
		return fmt.Errorf("push: the push service answers %d", answer.StatusCode)
	}
	return nil
}

// recordSize is the size of the one record that a message makes (RFC 8188).
const recordSize = 4096

// seal encrypts a message for a device. Key and salt are fresh unless a test
// gives them.
func seal(d care.Device, message []byte, own *ecdh.PrivateKey, salt []byte) ([]byte, error) {
	their, err := b64.DecodeString(d.P256dh)
	if err != nil {
		return nil, errors.New("push: the key of the device cannot be read")
	}
	key, err := ecdh.P256().NewPublicKey(their)
	if err != nil {
		return nil, errors.New("push: the key of the device is no key")
	}
	auth, err := b64.DecodeString(d.Auth)
	if err != nil || len(auth) != 16 {
		return nil, errors.New("push: the secret of the device cannot be read")
	}
	if len(message) > recordSize-200 {
		return nil, errors.New("push: the message is too long")
	}
	if own == nil {
		if own, err = ecdh.P256().GenerateKey(rand.Reader); err != nil {
			return nil, err
		}
		salt = make([]byte, 16)
		_, _ = rand.Read(salt) // it never fails
	}
	shared, err := own.ECDH(key)
	if err != nil {
		return nil, err
	}
	ours := own.PublicKey().Bytes()
	info := "WebPush: info\x00" + string(their) + string(ours)
	ikm, err := hkdf.Key(sha256.New, shared, auth, info, 32)
	if err != nil {
		return nil, err
	}
	cek, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: aes128gcm\x00", 16)
	if err != nil {
		return nil, err
	}
	nonce, err := hkdf.Key(sha256.New, ikm, salt, "Content-Encoding: nonce\x00", 12)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(cek)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	out := append([]byte{}, salt...)
	out = binary.BigEndian.AppendUint32(out, recordSize)
	out = append(out, byte(len(ours)))
	out = append(out, ours...)
	return gcm.Seal(out, nonce, append(bytes.Clone(message), 2), nil), nil // 2 ends the last record
}

// vapid signs who sends, for one push service and half a day.
func vapid(keys care.PushKeys, audience string, now time.Time) (string, error) {
	raw, err := b64.DecodeString(keys.Private)
	if err != nil {
		return "", errors.New("push: the key of this server cannot be read")
	}
	priv, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), raw)
	if err != nil {
		return "", errors.New("push: the key of this server is no key")
	}
	claims, err := json.Marshal(map[string]any{"aud": audience, "exp": now.Add(12 * time.Hour).Unix(), "sub": "https://github.com/unknot/unknot"})
	if err != nil {
		return "", err
	}
	text := b64.EncodeToString([]byte(`{"typ":"JWT","alg":"ES256"}`)) + "." + b64.EncodeToString(claims)
	sum := sha256.Sum256([]byte(text))
	r, s, err := ecdsa.Sign(rand.Reader, priv, sum[:])
	if err != nil {
		return "", fmt.Errorf("push: sign: %w", err)
	}
	sig := make([]byte, 64)
	r.FillBytes(sig[:32])
	s.FillBytes(sig[32:])
	return text + "." + b64.EncodeToString(sig), nil
}
