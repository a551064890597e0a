package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/unknot/unknot/internal/care"
)

// Secure reports whether a caller comes by https, to this server itself or to
// the proxy before it.
func Secure(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}

// Address is the address of this server as the caller knows it, without a path.
func Address(r *http.Request) string {
	if Secure(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// Pace of one caller: burst calls at once, then perSecond. Far above what a
// person or a bedside device needs. Judgement.
const perSecond, burst = 50, 200

// mostCallers is how many callers are remembered; the one that was quiet
// longest is forgotten first.
const mostCallers = 4096

// pace holds a limiter for each caller, in bounded memory.
type pace struct {
	mu      sync.Mutex
	callers map[string]*caller
}

type caller struct {
	limiter *rate.Limiter
	seen    time.Time
}

func (p *pace) allow(key string, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.callers[key]
	if c == nil {
		if len(p.callers) >= mostCallers {
			p.forgetOldest()
		}
		c = &caller{limiter: rate.NewLimiter(perSecond, burst)}
		p.callers[key] = c
	}
	c.seen = now
	return c.limiter.AllowN(now, 1)
}

func (p *pace) forgetOldest() {
	oldest := ""
	for key, c := range p.callers {
		if oldest == "" || c.seen.Before(p.callers[oldest].seen) {
			oldest = key
		}
	}
	delete(p.callers, oldest)
}

// Paced slows down whoever calls too often; refuse writes the answer 429.
func Paced(next http.Handler, refuse http.HandlerFunc) http.Handler {
	p := &pace{callers: map[string]*caller{}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !p.allow(callerOf(r), time.Now()) {
			w.Header().Set("Retry-After", "1")
			refuse(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// callerOf is who calls: the account that signed in or whose token was sent,
// else the address.
func callerOf(r *http.Request) string {
	if name := care.Actor(r.Context()); name != "" {
		return "account " + name
	}
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		return host
	}
	return r.RemoteAddr
}

// guards stand before every call.
func guards(next http.Handler, log *slog.Logger) http.Handler {
	same := http.NewCrossOriginProtection()
	same.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		problem(w, http.StatusForbidden, "Another site may not send this.")
	}))
	inner := same.Handler(withMark(next))
	return Paced(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		if r.ContentLength != 0 && r.Body != nil && !isJSON(r.Header.Get("Content-Type")) {
			problem(w, http.StatusUnsupportedMediaType, "This call reads JSON. Send the header Content-Type: application/json.")
			return
		}
		defer func() {
			if failure := recover(); failure != nil {
				log.Error("call failed", "path", pattern(r), "error", fmt.Sprintf("%T", failure))
				problem(w, http.StatusInternalServerError, "This could not be answered. Nothing was kept.")
			}
		}()
		inner.ServeHTTP(w, r)
	}), func(w http.ResponseWriter, _ *http.Request) {
		problem(w, http.StatusTooManyRequests, "Too many calls at once. Wait a second and go on more slowly.")
	})
}

// pattern is the address without anything that a person chose.
func pattern(r *http.Request) string { return r.Pattern }

func isJSON(header string) bool {
	kind, _, err := mime.ParseMediaType(header)
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

// held is an answer that waits until it is whole.
type held struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (h *held) WriteHeader(status int) {
	if h.status == 0 {
		h.status = status
	}
}

func (h *held) Write(p []byte) (int, error) { h.WriteHeader(http.StatusOK); return h.body.Write(p) }

// withMark gives every answer to a GET an ETag, and answers 304 when the
// caller has the same already. It also turns the mux's own plain refusals
// into problem documents.
func withMark(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := &held{ResponseWriter: w}
		next.ServeHTTP(h, r)
		h.WriteHeader(http.StatusOK)
		head := w.Header()
		if h.status >= 400 && strings.HasPrefix(head.Get("Content-Type"), "text/plain") {
			problem(w, h.status, http.StatusText(h.status)+".")
			return
		}
		if r.Method == http.MethodGet && h.status == http.StatusOK {
			if head.Get("ETag") == "" {
				sum := sha256.Sum256(h.body.Bytes())
				head.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
			}
			head.Set("Cache-Control", "private, no-cache") // keep, but ask each time
			if matches(r.Header.Get("If-None-Match"), head.Get("ETag")) {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		w.WriteHeader(h.status)
		_, _ = h.body.WriteTo(w) // the reader has gone; there is nobody to tell
	})
}

func matches(header, mark string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if part = strings.TrimSpace(part); part == "*" || strings.TrimPrefix(part, "W/") == mark {
			return true
		}
	}
	return false
}
