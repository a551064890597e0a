package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/ics"
)

type calendarCmd struct {
	dataFlags
	Episode string `arg:"" optional:"" help:"Id of the episode; the newest when left out."`
	Zone    string `default:"UTC" env:"TZ" placeholder:"ZONE" help:"Your time zone, such as Europe/Berlin."`
}

// Run writes the plan of an episode as iCalendar file to standard output.
func (c *calendarCmd) Run(s *streams) (err error) {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil || c.Zone == "Local" {
		return &exit{ExitUsage, fmt.Sprintf("--zone %q is not known; write it as Europe/Berlin", c.Zone)}
	}
	ctx := context.Background()
	p, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	tenant, err := c.tenant(ctx, p)
	if err != nil {
		return err
	}
	id, err := orNewest(ctx, p, tenant, c.Episode)
	if err != nil {
		return err
	}
	return ics.Of(ctx, s.out, p, tenant, id, zone)
}

// orNewest is the episode that was named, or the newest.
func orNewest(ctx context.Context, p *care.Practice, tenant, id string) (string, error) {
	if id != "" {
		return id, nil
	}
	newest, err := p.Recent(ctx, tenant, 1)
	if err != nil {
		return "", err
	}
	if len(newest) == 0 {
		return "", &exit{ExitBadInput, "nothing was kept yet; answer a case on the pages first (unknot serve)"}
	}
	return newest[0].ID, nil
}
