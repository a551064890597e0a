package cli

import "github.com/unknot/unknot/internal/edge/web"

// oidcFlags name another house that vouches for people.
type oidcFlags struct {
	Issuer string `name:"oidc-issuer" env:"UNKNOT_OIDC_ISSUER" placeholder:"URL" help:"Let people in by OpenID Connect from this issuer, besides passwords and passkeys."`
	Client string `name:"oidc-client" env:"UNKNOT_OIDC_CLIENT" placeholder:"ID" help:"The client name that the issuer gave to this unknot. Its redirect address is /sign-in/oidc/back."`
	Secret string `name:"oidc-secret" env:"UNKNOT_OIDC_SECRET" placeholder:"SECRET" help:"The secret of the client; better UNKNOT_OIDC_SECRET_FILE. None for a public client."`
	Label  string `name:"oidc-label" env:"UNKNOT_OIDC_LABEL" default:"Sign in elsewhere" help:"What the button says."`
	Add    bool   `name:"oidc-add" env:"UNKNOT_OIDC_ADD" help:"Whoever the issuer knows gets an account; else they connect it on their account page first."`
}

func (f *oidcFlags) other() web.OIDC {
	return web.OIDC{Issuer: f.Issuer, Client: f.Client, Secret: f.Secret, Label: f.Label, Newcomers: f.Add}
}

// check refuses settings that cannot work.
func (f *oidcFlags) check() error {
	if f.Issuer != "" && f.Client == "" {
		return &exit{ExitUsage, "--oidc-issuer needs --oidc-client, the name that the issuer gave to this unknot"}
	}
	return nil
}
