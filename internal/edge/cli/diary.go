package cli

import (
	"context"
	"errors"

	"github.com/unknot/unknot/internal/care"
)

type diaryCmd struct {
	dataFlags
	Last int `default:"20" help:"How many entries to show."`
}

// Run lists the latest entries, newest first.
func (c *diaryCmd) Run(s *streams) (err error) {
	if c.Last < 1 {
		return &exit{ExitUsage, "--last must be at least 1"}
	}
	ctx := context.Background()
	p, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	list, err := p.Diary(ctx, care.Home, c.Last)
	if err != nil {
		return err
	}
	t := newText(s.out)
	if len(list) == 0 {
		t.para("Nothing is kept yet. Begin with: unknot log 4 \"right neck\"", "")
	}
	for _, e := range list {
		t.wrap("", "  ", entryLine(p.Base, e))
	}
	return t.err
}
