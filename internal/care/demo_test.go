package care

import (
	"context"
	"testing"
	"time"
)

// The demo has eight weeks, a course that settles, and nothing that stops.
func TestDemo(t *testing.T) {
	p, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := p.OpenStore(ctx, t.TempDir()); err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	p.Now = func() time.Time { return time.Date(2026, 11, 26, 21, 0, 0, 0, time.UTC) }
	if err := p.Demo(ctx); err != nil {
		t.Fatal(err)
	}
	sum, err := p.Summary(ctx, Home, "DEMO", time.Time{}, time.UTC)
	if err != nil || len(sum.Days) != demoDays || sum.NoGain {
		t.Fatalf("%v, %d days, no gain: %v", err, len(sum.Days), sum.NoGain)
	}
	f, err := p.Forecast(ctx, Home, "DEMO", Ahead{Zone: time.UTC})
	if err != nil || len(f.Places) != 2 {
		t.Fatalf("%v, %d places", err, len(f.Places))
	}
}
