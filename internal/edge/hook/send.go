// Package hook tells other programs of events by signed messages, as Standard
// Webhooks writes them (https://www.standardwebhooks.com). It sends to the
// addresses that people chose, follows no redirects, and asks nobody else.
package hook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/unknot/unknot/internal/care"
)

// patience is how long one delivery may take.
const patience = 10 * time.Second

// Sender sends messages. Where several people share a server, addresses within
// its own network are refused: a stranger must not reach what the server can.
func Sender(inside bool, now func() time.Time) func(context.Context, care.Message) error {
	dial := &net.Dialer{Timeout: patience, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err == nil && !inside && !outside(at.Addr()) {
			return fmt.Errorf("this address lies within the server's own network")
		}
		return err
	}}
	client := &http.Client{Timeout: patience, Transport: &http.Transport{DialContext: dial.DialContext, Proxy: nil, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return func(ctx context.Context, m care.Message) error {
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, m.URL, bytes.NewReader(m.Body))
		if err != nil {
			return fmt.Errorf("make the message: %w", err)
		}
		at := strconv.FormatInt(now().Unix(), 10)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("User-Agent", "unknot")
		r.Header.Set("Webhook-Id", m.ID)
		r.Header.Set("Webhook-Timestamp", at)
		r.Header.Set("Webhook-Signature", Sign(m.Secret, m.ID, at, m.Body))
		w, err := client.Do(r)
		if err != nil {
			return fmt.Errorf("send the message: %w", err)
		}
		defer w.Body.Close()
		_, _ = io.CopyN(io.Discard, w.Body, 4096) // what it says is of no use here
		if w.StatusCode < 200 || w.StatusCode > 299 {
			return fmt.Errorf("the receiver answered %d", w.StatusCode)
		}
		return nil
	}
}

// outside reports whether an address lies out on the internet.
func outside(a netip.Addr) bool {
	a = a.Unmap()
	shared := netip.MustParsePrefix("100.64.0.0/10") // RFC 6598
	return a.IsGlobalUnicast() && !a.IsPrivate() && !shared.Contains(a)
}

// Sign is the signature of a message: HMAC-SHA256 over id, time and body.
func Sign(secret, id, at string, body []byte) string {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		key = []byte(secret) // ours are always base64
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%s.", id, at)
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
