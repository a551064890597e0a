package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/unknot/unknot/internal/care"
)

type deleteCmd struct {
	dataFlags
	Episode    string `placeholder:"ID" help:"An episode with its entries, records and grants (unknot episode)."`
	Entry      string `placeholder:"ID" help:"A diary entry with its corrections (unknot diary --ids)."`
	Everything bool   `help:"All that this person kept."`
	Yes        bool   `help:"I mean it: it cannot be undone."`
}

// Run deletes for good and prints the receipt.
func (c *deleteCmd) Run(s *streams) error {
	said := 0
	for _, b := range []bool{c.Episode != "", c.Entry != "", c.Everything} {
		if b {
			said++
		}
	}
	if said != 1 || !c.Yes {
		return &exit{ExitUsage, "say one of --episode ID, --entry ID and --everything, and --yes: it cannot be undone"}
	}
	return withRecords(&c.dataFlags, func(ctx context.Context, p *care.Practice, tenant string) (err error) {
		var r care.Receipt
		switch {
		case c.Episode != "":
			r, err = p.Forget(ctx, tenant, c.Episode)
		case c.Entry != "":
			r, err = p.ForgetEntry(ctx, tenant, c.Entry)
		default:
			r, err = p.ForgetAll(ctx, tenant)
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "Deleted %s. Backups and copies are not touched.\nReceipt %s, %s\n", count(r.Rows, "record"), r.ID, r.When.UTC().Format(time.RFC3339))
		return err
	})
}
