//go:build !js

package care

import (
	"context"
	"slices"
)

// Foresee makes the forecast of who wrote into the diary, until ctx ends: one
// after the other and away from all requests, so that the first look need not
// wait for it. Nothing is kept, and a look that comes sooner waits for the same
// forecast or makes it itself.
func (p *Practice) Foresee(ctx context.Context) {
	var waiting []string
	for {
		if len(waiting) == 0 {
			select {
			case <-ctx.Done():
				return
			case tenant := <-p.wrote:
				waiting = append(waiting, tenant)
			}
		}
		for more := true; more; {
			select {
			case tenant := <-p.wrote:
				waiting = withLast(waiting, tenant)
			default:
				more = false
			}
		}
		if ctx.Err() != nil {
			return
		}
		tenant := waiting[0]
		waiting = waiting[1:]
		if k, ok, err := p.OpenEpisode(ctx, tenant); ok && err == nil {
			_, _, _ = p.Look(ctx, tenant, k.ID, Ahead{Zone: p.Zone(ctx, tenant)}) // who looks is told what is wrong
		}
	}
}

// withLast adds a tenant that does not wait yet, unless many do.
func withLast(list []string, tenant string) []string {
	if slices.Contains(list, tenant) || len(list) >= mostWaiting {
		return list
	}
	return append(list, tenant)
}
