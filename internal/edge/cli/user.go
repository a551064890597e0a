package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/unknot/unknot/internal/care"
)

type userCmd struct {
	Add      userAddCmd      `cmd:"" help:"Add an account."`
	List     userListCmd     `cmd:"" help:"List the accounts."`
	Password userPasswordCmd `cmd:"" help:"Set a new password; every open session ends."`
	Delete   userDeleteCmd   `cmd:"" help:"Delete an account and everything its person kept."`
}

type userAddCmd struct {
	dataFlags
	Name         string `arg:"" help:"Name for signing in."`
	Role         string `default:"person" help:"person, clinician or admin."`
	PasswordFile string `default:"-" placeholder:"FILE" help:"File with the password on its first line; - (the default) reads standard input."`
}

// Run adds an account and prints its recovery codes.
func (c *userAddCmd) Run(s *streams) error {
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		password, err := firstLine(c.PasswordFile, s.in)
		if err != nil {
			return err
		}
		codes, err := p.AddAccount(ctx, c.Name, c.Role, password)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "Added %s (%s). Recovery codes, shown only now; each works once:\n  %s\nA server that is running must be started anew to ask for names.\n", c.Name, c.Role, strings.Join(codes, "\n  "))
		return err
	})
}

type userListCmd struct{ dataFlags }

// Run lists the accounts.
func (c *userListCmd) Run(s *streams) error {
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		list, err := p.Accounts(ctx)
		if err != nil {
			return err
		}
		t := newText(s.out)
		if len(list) == 0 {
			t.para("There is no account: unknot opens on this computer only, for one person.", "")
		}
		for _, a := range list {
			t.line(fmt.Sprintf("%s  %s  since %s", pad(a.Name, 24), pad(a.Role, 9), a.Created.Local().Format(time.DateOnly)))
		}
		return t.err
	})
}

type userPasswordCmd struct {
	dataFlags
	Name         string `arg:"" help:"Name of the account."`
	PasswordFile string `default:"-" placeholder:"FILE" help:"File with the password on its first line; - (the default) reads standard input."`
}

// Run sets a password.
func (c *userPasswordCmd) Run(s *streams) error {
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		password, err := firstLine(c.PasswordFile, s.in)
		if err != nil {
			return err
		}
		if err := p.SetPassword(ctx, c.Name, password); err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "The password of %s is set.\n", c.Name)
		return err
	})
}

type userDeleteCmd struct {
	dataFlags
	Name string `arg:"" help:"Name of the account."`
	Yes  string `placeholder:"NAME" help:"The same name again, to say that you mean it."`
}

// Run deletes an account and prints the receipt.
func (c *userDeleteCmd) Run(s *streams) error {
	if c.Yes != c.Name {
		return &exit{ExitUsage, fmt.Sprintf("this deletes everything that %s kept, for good; say --yes %s when you mean it", c.Name, c.Name)}
	}
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		r, err := p.DeleteAccount(ctx, c.Name)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "Deleted the account and its %s. Receipt %s, %s.\nBackups that were made before still hold them.\n", count(r.Rows, "record"), r.ID, r.When.UTC().Format(time.RFC3339))
		return err
	})
}

type tokenCmd struct {
	Add    tokenAddCmd    `cmd:"" help:"Make a token for a program."`
	List   tokenListCmd   `cmd:"" help:"List the tokens of an account."`
	Revoke tokenRevokeCmd `cmd:"" help:"Take a token away at once."`
}

type tokenAddCmd struct {
	dataFlags
	Name  string   `arg:"" help:"Name of the account it stands for."`
	Label string   `default:"token" help:"What it is for."`
	Scope []string `default:"read" help:"read, write, or both with a comma."`
	Days  int      `default:"90" help:"Days it lasts, 366 at most."`
}

// Run prints a new token, once.
func (c *tokenAddCmd) Run(s *streams) error {
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		secret, err := p.AddToken(ctx, c.Name, c.Label, c.Scope, time.Duration(c.Days)*24*time.Hour)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(s.out, secret)
		return err
	})
}

type tokenListCmd struct {
	dataFlags
	Name string `arg:"" help:"Name of the account."`
}

// Run lists tokens; their secrets are not known any more.
func (c *tokenListCmd) Run(s *streams) error {
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		list, err := p.Tokens(ctx, c.Name)
		if err != nil {
			return err
		}
		t := newText(s.out)
		for _, k := range list {
			t.line(fmt.Sprintf("%s  until %s  %s  %s", k.ID[:12], k.Ends.Local().Format(time.DateOnly), strings.Join(k.Scopes, ","), cut(k.Label, 30)))
		}
		return t.err
	})
}

type tokenRevokeCmd struct {
	dataFlags
	Name string `arg:"" help:"Name of the account."`
	ID   string `arg:"" help:"The id that unknot token list shows."`
}

// Run takes a token away.
func (c *tokenRevokeCmd) Run(s *streams) error {
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		list, err := p.Tokens(ctx, c.Name)
		if err != nil {
			return err
		}
		for _, k := range list {
			if len(c.ID) >= 12 && strings.HasPrefix(k.ID, c.ID) {
				return p.RevokeToken(ctx, c.Name, k.ID)
			}
		}
		return &exit{ExitBadInput, "there is no such token; see unknot token list " + c.Name}
	})
}
