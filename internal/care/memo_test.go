package care_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/unknot/unknot/internal/care"
)

// A forecast that is asked for again is the same, without being made again; an
// entry more makes another one.
func TestAForecastIsMadeWhenSomethingWasAdded(t *testing.T) {
	ctx := context.Background()
	p := opened(t, t.TempDir())
	p.Now = func() time.Time { return time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC) }
	id := keep(t, p, care.Home)
	for day := range 12 {
		log(t, p, felt(8+day, 9, "calf.left", 7-float64(day)/3))
	}
	ask := func() (any, time.Duration) {
		t.Helper()
		start := time.Now()
		f, err := p.Forecast(ctx, care.Home, id, care.Ahead{})
		if err != nil {
			t.Fatal(err)
		}
		return f, time.Since(start)
	}
	first, slow := ask()
	again, quick := ask()
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
	t.Logf("%v at first, %v again", slow, quick)
	log(t, p, felt(21, 9, "calf.left", 9))
	if other, _ := ask(); cmp.Equal(first, other) {
		t.Error("an entry more changes nothing")
	}
}
