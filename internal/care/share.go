//go:build !js

package care

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/auth"
	"github.com/unknot/unknot/internal/store"
)

// Consent is what a person granted: one account may read one episode until a
// time.
type Consent struct {
	ID      string
	Owner   string // tenant whose episode it is
	Episode string
	Grantee string
	Created time.Time
	Ends    time.Time
	May     []string // read, add
}

// May lists what a consent may allow: to read an episode, and to add findings
// and treatments to it.
var May = []string{"read", "add"}

// LongestShare is how long a consent or a link may last; it can be given again.
const LongestShare = 366 * 24 * time.Hour

// Share lets a clinician read one episode of the account for a while; with add
// also put examinations and treatments beside it.
func (p *Practice) Share(ctx context.Context, owner Account, episode, grantee string, lasts time.Duration, add bool) (Consent, error) {
	if lasts <= 0 || lasts > LongestShare {
		return Consent{}, unknot.Errorf(unknot.Invalid, "share for at least a day and at most a year")
	}
	if _, err := p.Store.Episode(ctx, owner.Tenant, episode); err != nil {
		return Consent{}, err
	}
	to, err := p.Store.Account(ctx, strings.ToLower(strings.TrimSpace(grantee)))
	if err != nil || to.Role != "clinician" { // one answer for both, so that nobody can list accounts
		return Consent{}, unknot.Errorf(unknot.NotFound, "there is no clinician of that name here")
	}
	now := p.Now()
	c := store.Consent{Tenant: owner.Tenant, ID: rand.Text(), Episode: episode, Grantee: to.Name, Created: now, Ends: now.Add(lasts), May: "read"}
	if add {
		c.May = "read add"
	}
	if err := p.Store.AddConsent(ctx, c); err != nil {
		return Consent{}, err
	}
	return consentOf(c), p.note(ctx, owner.Tenant, owner.Name, "shared", episode)
}

// Shares lists what the owner of a tenant granted, and until when.
func (p *Practice) Shares(ctx context.Context, tenant string) ([]Consent, error) {
	list, err := p.Store.Consents(ctx, tenant)
	return consents(list), err
}

// Unshare takes a consent back; it ends at once.
func (p *Practice) Unshare(ctx context.Context, owner Account, id string) error {
	if err := p.Store.RevokeConsent(ctx, owner.Tenant, id, p.Now()); err != nil {
		return err
	}
	return p.note(ctx, owner.Tenant, owner.Name, "unshared", id)
}

// SharedWith lists what an account may read now.
func (p *Practice) SharedWith(ctx context.Context, a Account) ([]Consent, error) {
	if a.Role != "clinician" {
		return nil, nil
	}
	list, err := p.Store.Granted(ctx, a.Name, p.Now())
	return consents(list), err
}

func consents(list []store.Consent) []Consent {
	out := make([]Consent, len(list))
	for i, c := range list {
		out[i] = consentOf(c)
	}
	return out
}

func consentOf(c store.Consent) Consent {
	return Consent{c.ID, c.Tenant, c.Episode, c.Grantee, c.Created, c.Ends, strings.Fields(c.May)}
}

// Granted returns a consent that is good now for what the reader wants to do,
// read or add, and notes that they did. Whoever touches the records of somebody
// else asks here first.
func (p *Practice) Granted(ctx context.Context, reader Account, consent, to string) (Consent, error) {
	granted, err := p.SharedWith(ctx, reader)
	if err != nil {
		return Consent{}, err
	}
	i := slices.IndexFunc(granted, func(c Consent) bool { return c.ID == consent })
	if i < 0 {
		return Consent{}, unknot.Errorf(unknot.NotFound, "nothing is shared with you here any more")
	}
	return granted[i], p.use(ctx, reader, granted[i], to)
}

// use refuses what a consent does not allow, and writes into its owner's audit
// log what the reader did with it: no look without its line.
func (p *Practice) use(ctx context.Context, reader Account, c Consent, to string) error {
	if !slices.Contains(c.May, to) {
		return unknot.Errorf(unknot.NotFound, "nothing is shared with you here any more")
	}
	return p.note(ctx, c.Owner, reader.Name, to+"_shared", c.Episode)
}

// Token is a key for programs, for lists; the secret is shown once.
type Token struct {
	ID      string
	Label   string
	Scopes  []string
	Created time.Time
	Ends    time.Time
}

// Scopes are what a token may be good for.
var Scopes = []string{"read", "write"}

// AddToken makes a key for programs and returns its secret.
func (p *Practice) AddToken(ctx context.Context, account, label string, scopes []string, lasts time.Duration) (string, error) {
	for _, s := range scopes {
		if !slices.Contains(Scopes, s) {
			return "", unknot.Errorf(unknot.Invalid, "there is no scope %q; use %s", s, strings.Join(Scopes, ", "))
		}
	}
	if len(scopes) == 0 || lasts <= 0 || lasts > LongestShare {
		return "", unknot.Errorf(unknot.Invalid, "a token needs a scope, and lasts at most a year")
	}
	if _, err := p.Store.Account(ctx, account); err != nil {
		return "", err
	}
	secret, now := auth.Secret("unknot_"), p.Now()
	t := store.Token{Hash: auth.Hash(secret), Account: account, Label: label, Scopes: strings.Join(scopes, " "), Created: now, Ends: now.Add(lasts)}
	if err := p.Store.AddToken(ctx, t); err != nil {
		return "", err
	}
	return secret, p.note(ctx, store.House, account, "token_added", t.Hash)
}

// TokenAccount returns the account of a token that is good for a scope.
func (p *Practice) TokenAccount(ctx context.Context, secret, scope string) (Account, error) {
	hash := auth.Hash(secret)
	list, err := p.Store.Tokens(ctx, "", hash)
	if err != nil {
		return Account{}, err
	}
	for _, t := range list {
		if t.Hash == hash && p.Now().Before(t.Ends) && slices.Contains(strings.Fields(t.Scopes), scope) {
			return p.AccountNamed(ctx, t.Account)
		}
	}
	return Account{}, unknot.Errorf(unknot.Forbidden, "the token is unknown, has run out, or is not good for %q", scope)
}

// Tokens lists the tokens of an account.
func (p *Practice) Tokens(ctx context.Context, account string) ([]Token, error) {
	list, err := p.Store.Tokens(ctx, account, "")
	out := make([]Token, len(list))
	for i, t := range list {
		out[i] = Token{t.Hash, t.Label, strings.Fields(t.Scopes), t.Created, t.Ends}
	}
	return out, err
}

// RevokeToken takes a token away at once.
func (p *Practice) RevokeToken(ctx context.Context, account, id string) error {
	if err := p.Store.RevokeToken(ctx, account, id); err != nil {
		return err
	}
	return p.note(ctx, store.House, account, "token_revoked", id)
}
