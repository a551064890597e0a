//go:build !js

package care

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/internal/store"
)

// Passkeys is the ceremony of passkeys at one address of the server, such as
// https://unknot.example.
type Passkeys struct {
	practice *Practice
	auth     *webauthn.WebAuthn
}

// Passkeys begins with a host name without port and the origin that browsers
// show.
func (p *Practice) Passkeys(host, origin string) (*Passkeys, error) {
	auth, err := webauthn.New(&webauthn.Config{RPID: host, RPDisplayName: "unknot", RPOrigins: []string{origin}})
	if err != nil {
		return nil, unknot.Errorf(unknot.Invalid, "passkeys do not work at this address; open it by its name")
	}
	return &Passkeys{p, auth}, nil
}

// holder is an account as the library wants it. Its handle is the tenant,
// which is random and says nothing of the name.
type holder struct {
	Account
	keys []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return []byte(h.Tenant) }
func (h holder) WebAuthnName() string                       { return h.Name }
func (h holder) WebAuthnDisplayName() string                { return h.Name }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }

func (k *Passkeys) holder(ctx context.Context, a Account) (holder, error) {
	docs, err := k.practice.Store.Passkeys(ctx, a.Name)
	if err != nil {
		return holder{}, err
	}
	h := holder{Account: a}
	for _, doc := range docs {
		var c webauthn.Credential
		if err := json.Unmarshal([]byte(doc), &c); err != nil {
			return holder{}, fmt.Errorf("read a passkey: %w", err)
		}
		h.keys = append(h.keys, c)
	}
	return h, nil
}

// BeginAdding returns what the browser needs to make a passkey, and what the
// server must remember until it has answered.
func (k *Passkeys) BeginAdding(ctx context.Context, a Account) (options, memory []byte, err error) {
	h, err := k.holder(ctx, a)
	if err != nil {
		return nil, nil, err
	}
	creation, session, err := k.auth.BeginRegistration(h,
		webauthn.WithResidentKeyRequirement(protocol.ResidentKeyRequirementRequired),
		webauthn.WithExclusions(webauthn.Credentials(h.keys).CredentialDescriptors()))
	if err != nil {
		return nil, nil, fmt.Errorf("begin a passkey: %w", err)
	}
	return both(creation.Response, session)
}

// FinishAdding checks the browser's answer and keeps the passkey.
func (k *Passkeys) FinishAdding(ctx context.Context, a Account, memory, answer []byte) error {
	h, err := k.holder(ctx, a)
	if err != nil {
		return err
	}
	session, err := remembered(memory)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return notThisKey()
	}
	c, err := k.auth.CreateCredential(h, session, parsed)
	if err != nil {
		return notThisKey()
	}
	doc, err := json.Marshal(c)
	if err != nil {
		return err
	}
	if err := k.practice.Store.AddPasskey(ctx, a.Name, keyID(c.ID), string(doc), k.practice.Now()); err != nil {
		return err
	}
	return k.practice.note(ctx, store.House, a.Name, "passkey_added", keyID(c.ID))
}

// BeginSigningIn returns what the browser needs to use a passkey.
func (k *Passkeys) BeginSigningIn() (options, memory []byte, err error) {
	assertion, session, err := k.auth.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationPreferred))
	if err != nil {
		return nil, nil, fmt.Errorf("begin to sign in: %w", err)
	}
	return both(assertion.Response, session)
}

// FinishSigningIn checks the browser's answer and says who it is.
func (k *Passkeys) FinishSigningIn(ctx context.Context, memory, answer []byte) (Account, error) {
	session, err := remembered(memory)
	if err != nil {
		return Account{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return Account{}, notThisKey()
	}
	who, c, err := k.auth.ValidatePasskeyLogin(func(_, handle []byte) (webauthn.User, error) {
		a, err := k.practice.Store.AccountAt(ctx, string(handle))
		if err != nil {
			return nil, err
		}
		return k.holder(ctx, accountOf(a))
	}, session, parsed)
	if err != nil || c.Authenticator.CloneWarning { // a counter that went back: somebody copied the key
		return Account{}, notThisKey()
	}
	doc, err := json.Marshal(c)
	if err != nil {
		return Account{}, err
	}
	a := who.(holder).Account // what the function above returned
	if err := k.practice.Store.UsePasskey(ctx, a.Name, keyID(c.ID), string(doc)); err != nil {
		return Account{}, err
	}
	return a, k.practice.note(ctx, store.House, a.Name, "signed_in", "passkey")
}

func notThisKey() error {
	return unknot.Errorf(unknot.Forbidden, "this passkey does not fit; try again, or use your password")
}

func keyID(id []byte) string { return base64.RawURLEncoding.EncodeToString(id) }

func both(options any, session *webauthn.SessionData) ([]byte, []byte, error) {
	out, err := json.Marshal(options)
	if err != nil {
		return nil, nil, err
	}
	memory, err := json.Marshal(session)
	return out, memory, err
}

func remembered(memory []byte) (webauthn.SessionData, error) {
	var s webauthn.SessionData
	if err := json.Unmarshal(memory, &s); err != nil {
		return s, unknot.Errorf(unknot.Forbidden, "this took too long; begin again")
	}
	return s, nil
}
