//go:build !js

package care

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/auth"
)

// Link is a secret address: whoever has it may read what it leads to, until
// it ends or is taken back. The database holds only the hash of its secret, as
// the id of the document.
type Link struct {
	Kind   string    `json:"kind"` // see LinkKinds
	Label  string    `json:"label,omitempty"`
	Ends   time.Time `json:"ends"`
	Zone   string    `json:"zone,omitempty"`   // of a calendar and of breaks; UTC when empty
	Pass   string    `json:"pass,omitempty"`   // hash of the passcode; "" without one
	Left   int       `json:"left,omitempty"`   // wrong passcodes that are left
	Opened int       `json:"opened,omitempty"` // how often a health link was opened
	Sealed string    `json:"sealed,omitempty"` // JWE of a health link; its key is in the link alone
}

// Kinds of links: a document to hand over, a calendar to subscribe to, and a
// sensor that says when a break is due.
const (
	HealthLink   = "health"
	CalendarLink = "calendar"
	BreaksLink   = "breaks"
)

// LinkKinds lists them.
var LinkKinds = []string{HealthLink, CalendarLink, BreaksLink}

// Links keeps the links of each person; each change is in the audit log.
var Links = Shelf[Link]{Kind: "link", Noted: true}

// wrongCodes is how many wrong passcodes a health link bears in all before it
// ends; the specification asks for such a limit. Judgement.
const wrongCodes = 10

// longestLabel is what the specification allows.
const longestLabel = 80

func (p *Practice) newLink(ctx context.Context, tenant, episode string, l Link, lasts time.Duration) (secret string, err error) {
	if lasts < time.Minute || lasts > LongestShare {
		return "", unknot.Errorf(unknot.Invalid, "a link lasts at least a minute and at most a year")
	}
	if len([]rune(l.Label)) > longestLabel {
		return "", unknot.Errorf(unknot.Invalid, "the label is longer than %d signs", longestLabel)
	}
	if _, err := time.LoadLocation(l.Zone); err != nil || l.Zone == "Local" {
		return "", unknot.Errorf(unknot.Invalid, "there is no time zone %q; use a name such as Europe/Berlin", l.Zone)
	}
	// 256 bits, as the specification asks of what may stand in for the data
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	secret = base64.RawURLEncoding.EncodeToString(raw)
	l.Ends = p.Now().Add(lasts).UTC().Truncate(time.Second)
	if l.Pass != "" {
		l.Pass, l.Left = auth.Hash(secret, l.Pass), wrongCodes
	}
	_, err = Links.Put(ctx, p, tenant, Document[Link]{ID: auth.Hash(secret), Episode: episode, Body: l})
	return secret, err
}

// FeedLink makes the secret of a calendar or of a sensor.
func (p *Practice) FeedLink(ctx context.Context, tenant, episode, kind, zone string, lasts time.Duration) (secret string, err error) {
	if kind != CalendarLink && kind != BreaksLink {
		return "", unknot.Errorf(unknot.Invalid, "there is no feed of the kind %q; use %s or %s", kind, CalendarLink, BreaksLink)
	}
	if kind == CalendarLink && episode == "" {
		return "", unknot.Errorf(unknot.Invalid, "a calendar belongs to one of your answers")
	}
	return p.newLink(ctx, tenant, episode, Link{Kind: kind, Zone: zone}, lasts)
}

// Health is a link to hand over, as SMART Health Links 1.0 writes it
// (https://hl7.org/fhir/uv/smart-health-cards-and-links).
type Health struct {
	Secret string
	Link   string // shlink:/…
	Ends   time.Time
}

// HealthLink seals a FHIR document with a key that only the link has, and
// keeps the sealed document. server is where others reach this server.
func (p *Practice) HealthLink(ctx context.Context, tenant, episode string, document []byte, server, label, passcode string, lasts time.Duration) (Health, error) {
	if at, err := url.Parse(server); err != nil || at.Host == "" || len(server) > 90 {
		return Health{}, unknot.Errorf(unknot.Invalid, "the address of this server is not known; it must be shorter than 90 signs")
	}
	if passcode != "" && (len(passcode) < 4 || len(passcode) > 100) {
		return Health{}, unknot.Errorf(unknot.Invalid, "a passcode has 4 to 100 signs")
	}
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails
	sealed, err := seal256(key, document)
	if err != nil {
		return Health{}, err
	}
	secret, err := p.newLink(ctx, tenant, episode, Link{Kind: HealthLink, Label: label, Pass: passcode, Sealed: sealed}, lasts)
	if err != nil {
		return Health{}, err
	}
	h := Health{Secret: secret, Ends: p.Now().Add(lasts).UTC().Truncate(time.Second)}
	flag := ""
	if passcode != "" {
		flag = "P"
	}
	payload, err := json.Marshal(struct {
		URL   string `json:"url"`
		Key   string `json:"key"`
		Exp   int64  `json:"exp"`
		Flag  string `json:"flag,omitempty"`
		Label string `json:"label,omitempty"`
		V     int    `json:"v"`
	}{strings.TrimSuffix(server, "/") + "/shl/" + secret, base64.RawURLEncoding.EncodeToString(key), h.Ends.Unix(), flag, label, 1})
	if err != nil {
		return Health{}, fmt.Errorf("write the link: %w", err)
	}
	h.Link = "shlink:/" + base64.RawURLEncoding.EncodeToString(payload)
	return h, nil
}

// seal256 encrypts as the specification fixes it: JWE compact, dir, A256GCM,
// deflated.
func seal256(key, document []byte) (string, error) {
	e, err := jose.NewEncrypter(jose.A256GCM, jose.Recipient{Algorithm: jose.DIRECT, Key: key},
		(&jose.EncrypterOptions{Compression: jose.DEFLATE}).WithContentType("application/fhir+json"))
	if err != nil {
		return "", fmt.Errorf("seal the document: %w", err)
	}
	sealed, err := e.Encrypt(document)
	if err != nil {
		return "", fmt.Errorf("seal the document: %w", err)
	}
	return sealed.CompactSerialize()
}

// goneLink is told of a link that ended, was taken back, or never was.
func goneLink() error {
	return unknot.Errorf(unknot.NotFound, "this link has ended, or was taken back")
}

// OpenLink finds the link of a secret while it lasts.
func (p *Practice) OpenLink(ctx context.Context, secret, kind string) (tenant string, d Document[Link], err error) {
	if len(secret) != 43 { // 32 bytes in base64url
		return "", d, goneLink()
	}
	tenant, d, err = Links.Find(ctx, p, auth.Hash(secret))
	if unknot.IsKind(err, unknot.NotFound) || err == nil && (d.Body.Kind != kind || !p.Now().Before(d.Body.Ends)) {
		return "", Document[Link]{}, goneLink()
	}
	return tenant, d, err
}

// PassError says that a passcode was wrong, and how many tries are left.
type PassError struct{ Left int }

// Error says so in words.
func (e *PassError) Error() string {
	return fmt.Sprintf("the passcode is not right; %d tries are left", e.Left)
}

// OpenHealth gives the sealed document of a health link. A wrong passcode is
// counted before it is told; when none is left the link has ended for good.
func (p *Practice) OpenHealth(ctx context.Context, secret, passcode string) (sealed string, err error) {
	for range 5 { // somebody else may open it at the same time
		tenant, d, err := p.OpenLink(ctx, secret, HealthLink)
		if err != nil {
			return "", err
		}
		if d.Body.Pass != "" && d.Body.Left <= 0 {
			return "", goneLink()
		}
		wrong := d.Body.Pass != "" && auth.Hash(secret, passcode) != d.Body.Pass
		if wrong && passcode == "" { // nothing was tried
			return "", &PassError{d.Body.Left}
		}
		if wrong {
			d.Body.Left--
		} else {
			d.Body.Opened++
		}
		_, err = Links.Put(ctx, p, tenant, d)
		switch {
		case unknot.IsKind(err, unknot.Conflict):
			continue
		case err != nil:
			return "", err
		case wrong:
			return "", &PassError{d.Body.Left}
		}
		return d.Body.Sealed, nil
	}
	return "", unknot.Errorf(unknot.Conflict, "too many open this link at once; try again")
}
