package cli

import (
	"context"
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
func (c *calendarCmd) Run(s *streams) error {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil || c.Zone == "Local" {
		return &exit{ExitUsage, fmt.Sprintf("--zone %q is not known; write it as Europe/Berlin", c.Zone)}
	}
	return withEpisode(&c.dataFlags, c.Episode, func(ctx context.Context, p *care.Practice, tenant, id string) error {
		return ics.Of(ctx, s.out, p, tenant, id, zone)
	})
}
