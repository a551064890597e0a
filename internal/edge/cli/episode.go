package cli

import (
	"context"
	"fmt"

	"github.com/unknot/unknot/internal/care"
)

type episodeCmd struct {
	dataFlags
	Quiet  string `placeholder:"ID" help:"Say that this episode is quiet now."`
	Reopen string `placeholder:"ID" help:"Say that it goes on after all."`
	Last   int    `default:"20" help:"How many to list."`
}

// Run lists the episodes, or says that one has settled or goes on.
func (c *episodeCmd) Run(s *streams) error {
	return withRecords(&c.dataFlags, func(ctx context.Context, p *care.Practice, tenant string) error {
		for id, change := range map[string]func(context.Context, string, string, int64) error{c.Quiet: p.Settle, c.Reopen: p.Reopen} {
			if id == "" {
				continue
			}
			kept, err := p.Kept(ctx, tenant, id)
			if err != nil {
				return err
			}
			if err := change(ctx, tenant, id, kept.Version); err != nil {
				return err
			}
		}
		list, err := p.Recent(ctx, tenant, max(c.Last, 1))
		if err != nil {
			return err
		}
		t := newText(s.out)
		if len(list) == 0 {
			t.para("No episode is kept yet. The pages keep one with each answer: unknot serve", "")
		}
		for _, k := range list {
			state := "goes on"
			if !k.Ended.IsZero() {
				state = "quiet since " + k.Ended.Local().Format("2006-01-02")
			}
			if k.RelapseOf != "" {
				state += ", came back after " + k.RelapseOf
			}
			t.wrap("", "  ", fmt.Sprintf("%s  %s, %s, %s", k.ID, k.When.Local().Format("2006-01-02"), k.Words, state))
		}
		return t.err
	})
}
