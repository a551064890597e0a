//go:build !js

package care

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/base/auth"
	"github.com/unknot/unknot/internal/store"
)

// Identity is somebody whom another house vouches for, by OpenID Connect. The
// subject never changes; name is only what they like to be called.
type Identity struct{ Issuer, Subject, Name string }

func (i Identity) key() string { return auth.Hash("oidc", i.Issuer, i.Subject) }

// SignInAs lets an identity in whose account is known. With newcomers, one that
// is not known gets an account of the role person, without a password.
func (p *Practice) SignInAs(ctx context.Context, i Identity, newcomers bool) (Account, error) {
	name, err := p.Store.Identity(ctx, i.key())
	if unknot.IsKind(err, unknot.NotFound) && newcomers {
		name, err = p.addNewcomer(ctx, i)
	}
	if unknot.IsKind(err, unknot.NotFound) {
		return Account{}, unknot.Errorf(unknot.Forbidden, "no account here belongs to this sign-in; sign in with your name first, and connect it on your account page")
	}
	if err != nil {
		return Account{}, err
	}
	a, err := p.AccountNamed(ctx, name)
	if err != nil {
		return Account{}, err
	}
	return a, p.note(ctx, store.House, name, "signed_in", "oidc")
}

// Connect lets an identity in as an account from now on.
func (p *Practice) Connect(ctx context.Context, a Account, i Identity) error {
	if err := p.Store.AddIdentity(ctx, a.Name, i.key(), p.Now()); err != nil {
		return err
	}
	return p.note(ctx, store.House, a.Name, "identity_added", "oidc")
}

// mostNames is how many names are tried for a newcomer.
const mostNames = 50

// addNewcomer makes an account under the name that the identity likes, or one
// near it where that is taken: the name alone never lets anybody in.
func (p *Practice) addNewcomer(ctx context.Context, i Identity) (string, error) {
	like := plainName(i.Name)
	for n := range mostNames {
		name := like
		if n > 0 {
			name = fmt.Sprintf("%s-%d", like, n+1)
		}
		err := p.Store.AddAccount(ctx, store.Account{Name: name, Home: rand.Text(), Role: "person", Created: p.Now()})
		if unknot.IsKind(err, unknot.Conflict) {
			continue
		}
		if err != nil {
			return "", err
		}
		if err := p.note(ctx, store.House, name, "account_added", "person"); err != nil {
			return "", err
		}
		return name, p.Store.AddIdentity(ctx, name, i.key(), p.Now())
	}
	return "", unknot.Errorf(unknot.Conflict, "no name is free for you; ask an admin")
}

// plainName makes a name for signing in of what somebody is called.
func plainName(s string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(nameLetters, r) {
			return r
		}
		return -1
	}, strings.ToLower(s))
	if len(name) < 2 {
		name = "guest"
	}
	return name[:min(len(name), 50)]
}
