package care

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/unknot/unknot"
)

// After entries were kept their forecast is there before anybody looks, the same
// that a look would make; it is not kept as one that was shown; and the work ends
// when it is told to.
func TestAForecastIsThereBeforeTheFirstLook(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	p, err := Open()
	if err == nil {
		err = p.OpenStore(ctx, t.TempDir())
	}
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	start := time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)
	now := start
	p.Now = func() time.Time { return now }
	raw := []byte(`{"schema":"unknot.case/v1","person":{"age":40},"drawing":{"places":[{"words":"right side of the neck","intensity":6}]},"danger":{"*":"no"}}`)
	a, err := p.Assess(raw)
	if err != nil {
		t.Fatal(err)
	}
	id, err := p.Keep(ctx, Home, raw, a)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { p.Foresee(ctx); close(ended) }()
	count := func() int {
		p.made.mu.Lock()
		defer p.made.mu.Unlock()
		return len(p.made.by)
	}
	for day := range 3 {
		now = start.AddDate(0, 0, day+1)
		before := count()
		e := unknot.Entry{Episode: id, Sleep: -1, Stress: -1, Places: []unknot.PainAt{{Cells: []unknot.CellID{"neck_side.right"}, Now: 5, Worst: -1, Average: -1}}}
		if _, _, err := p.Log(ctx, Home, e, nil); err != nil {
			t.Fatal(err)
		}
		for i := 0; count() == before; i++ {
			if i == 1000 {
				t.Fatal("no forecast was made")
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
	if kept, _, err := Forecasts.Page(ctx, p, Home, id, "", 10); err != nil || len(kept) != 0 {
		t.Errorf("%d forecasts were kept that nobody saw, %v", len(kept), err)
	}
	before := count()
	_, seen, err := p.Look(ctx, Home, id, Ahead{Zone: time.Local, Keep: true})
	if err != nil || count() != before {
		t.Errorf("the look made another one: %d after %d, %v", count(), before, err)
	}
	p.made = nil
	if fresh, err := p.Forecast(ctx, Home, id, Ahead{Zone: time.Local}); err != nil || !reflect.DeepEqual(fresh, seen) {
		t.Errorf("it is not what a look makes, %v", err)
	}
	stop()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Error("it goes on after its end")
	}
}

// Many that wait are not made to wait for each other, and nobody waits twice.
func TestFewWaitForTheirForecast(t *testing.T) {
	var list []string
	for i := range 3 * mostWaiting {
		list = withLast(list, string(rune('a'+i%(2*mostWaiting))))
	}
	if len(list) != mostWaiting {
		t.Errorf("%d wait", len(list))
	}
}
