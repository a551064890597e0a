package cli

import (
	"context"
	"fmt"

	"github.com/unknot/unknot/internal/care"
)

type auditCmd struct {
	dataFlags
	House bool `help:"The log of signing in, accounts, tokens and receipts, in place of that of one person's records."`
	Last  int  `default:"50" help:"How many lines to show."`
}

// Run lists the audit log, latest first.
func (c *auditCmd) Run(s *streams) error {
	return withStore(&c.dataFlags, func(ctx context.Context, p *care.Practice) error {
		tenant, err := c.tenant(ctx, p)
		if c.House {
			tenant, err = care.HouseLog, nil
		}
		if err != nil {
			return err
		}
		list, err := p.Audit(ctx, tenant, max(c.Last, 1))
		if err != nil {
			return err
		}
		t := newText(s.out)
		if len(list) == 0 {
			t.para("Nothing is logged yet.", "")
		}
		for _, e := range list {
			t.line(fmt.Sprintf("%s  %s  %s  %s", e.When.Local().Format("2006-01-02 15:04:05"), pad(e.What, 18), pad(e.Account, 16), e.About))
		}
		return t.err
	})
}
