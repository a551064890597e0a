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

// Roles: a person sees their own records; a clinician also what was shared
// with them; an admin also adds and deletes accounts, and sees no records of
// others.
var Roles = []string{"person", "clinician", "admin"}

// Account is somebody who has signed in.
type Account struct {
	Name    string
	Role    string
	Tenant  string // of their own records
	Created time.Time
	Version int64
	Secret  bool // it has a password
}

func accountOf(a store.Account) Account {
	return Account{a.Name, a.Role, a.Home, a.Created, a.Version, a.Password != ""}
}

// Sessions keeps the sessions of browsers.
func (p *Practice) Sessions() store.Sessions { return store.Sessions{DB: p.Store, Now: p.Now} }

// signInAgain is all that a failed attempt is told.
func signInAgain() error {
	return unknot.Errorf(unknot.Forbidden, "name and password do not fit together")
}

// nameLetters are what a name for signing in is made of.
const nameLetters = "abcdefghijklmnopqrstuvwxyz0123456789.-_@"

// AddAccount makes an account and returns its recovery codes, which are shown
// this once.
func (p *Practice) AddAccount(ctx context.Context, name, role, password string) ([]string, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	if len(name) < 2 || len(name) > 64 || strings.Trim(name, nameLetters) != "" {
		return nil, unknot.Errorf(unknot.Invalid, "%q is no name for signing in; use 2 to 64 letters a-z, digits, and . - _ @", name)
	}
	if !slices.Contains(Roles, role) {
		return nil, unknot.Errorf(unknot.Invalid, "there is no role %q; use %s", role, strings.Join(Roles, ", "))
	}
	hash, err := auth.HashPassword(password)
	if err != nil {
		return nil, err
	}
	if err := p.Store.AddAccount(ctx, store.Account{Name: name, Home: rand.Text(), Role: role, Password: hash, Created: p.Now()}); err != nil {
		return nil, err
	}
	if err := p.note(ctx, store.House, name, "account_added", role); err != nil {
		return nil, err
	}
	return p.NewRecovery(ctx, name)
}

// Accounts lists all accounts by name.
func (p *Practice) Accounts(ctx context.Context) ([]Account, error) {
	list, err := p.Store.Accounts(ctx)
	out := make([]Account, len(list))
	for i, a := range list {
		out[i] = accountOf(a)
	}
	return out, err
}

// AccountNamed returns an account, or NotFound.
func (p *Practice) AccountNamed(ctx context.Context, name string) (Account, error) {
	a, err := p.Store.Account(ctx, name)
	return accountOf(a), err
}

// SignIn checks a password. A name that is unknown takes as long as a password
// that is wrong, and is told the same.
func (p *Practice) SignIn(ctx context.Context, name, password string) (Account, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	a, err := p.Store.Account(ctx, name)
	if err != nil && !unknot.IsKind(err, unknot.NotFound) {
		return Account{}, err
	}
	if !auth.SamePassword(a.Password, password) {
		if a.Name != "" { // a name that is unknown may be a password in the wrong field: it is not noted
			if err := p.note(ctx, store.House, name, "sign_in_failed", ""); err != nil {
				return Account{}, err
			}
		}
		return Account{}, signInAgain()
	}
	return accountOf(a), p.note(ctx, store.House, name, "signed_in", "password")
}

// Recover checks a recovery code, spends it, and sets a new password.
func (p *Practice) Recover(ctx context.Context, name, code, password string) (Account, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	hash, err := auth.HashPassword(password)
	if err != nil {
		return Account{}, err
	}
	err = p.Store.UseRecovery(ctx, name, auth.Hash(name, auth.PlainCode(code)))
	if unknot.IsKind(err, unknot.NotFound) {
		return Account{}, unknot.Errorf(unknot.Forbidden, "name and code do not fit together")
	}
	if err != nil {
		return Account{}, err
	}
	if err := p.Store.SetPassword(ctx, name, hash); err != nil {
		return Account{}, err
	}
	if err := p.note(ctx, store.House, name, "recovered", ""); err != nil {
		return Account{}, err
	}
	return p.AccountNamed(ctx, name)
}

// SetPassword gives an account a new password; every open session ends.
func (p *Practice) SetPassword(ctx context.Context, name, password string) error {
	hash, err := auth.HashPassword(password)
	if err != nil {
		return err
	}
	if err := p.Store.SetPassword(ctx, name, hash); err != nil {
		return err
	}
	return p.note(ctx, store.House, name, "password_set", "")
}

// NewRecovery makes new recovery codes, in place of the older ones.
func (p *Practice) NewRecovery(ctx context.Context, name string) ([]string, error) {
	codes := auth.RecoveryCodes()
	hashes := make([]string, len(codes))
	for i, c := range codes {
		hashes[i] = auth.Hash(name, auth.PlainCode(c))
	}
	return codes, p.Store.AddRecovery(ctx, name, hashes, p.Now())
}
