package api_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/unknot/unknot/client"
)

func deskCase() client.Case {
	return client.Case{Person: &client.Person{Age: client.Whole(41)}, Danger: map[string]string{"*": "no"},
		Drawing: client.Drawing{Places: []client.Place{{Words: "right temple", Intensity: client.Number(5)}}}}
}

// What the client reads of the knowledge and the model is what the server has.
func TestClientReadsKnowledgeAndModel(t *testing.T) {
	s, ctx := server(t), context.Background()
	c := client.New(s.URL)

	open := deskCase()
	open.Danger = map[string]string{"fever": "no"}
	if q, err := c.NextQuestions(ctx, open); err != nil || q.Cleared || len(q.Danger) == 0 {
		t.Errorf("open danger questions: %+v %v", q, err)
	}
	if q, err := c.NextQuestions(ctx, deskCase()); err != nil || !q.Cleared || len(q.Danger) != 0 || len(q.Tests) == 0 {
		t.Errorf("after the danger questions: %+v %v", q, err)
	}
	found, err := c.Search(ctx, "knot behind the shoulder blade", 3)
	if err != nil || len(found.Hits) == 0 || len(found.Hits) > 3 {
		t.Errorf("search: %+v %v", found, err)
	}
	claim, err := c.Claim(ctx, "C087")
	if err != nil || claim.ID != "C087" || claim.Says == "" || len(claim.Sources) == 0 {
		t.Errorf("claim: %+v %v", claim, err)
	}
	muscle, err := c.Muscle(ctx, "trapezius_upper")
	if err != nil || muscle.ID != "trapezius_upper" || len(muscle.Primary) == 0 {
		t.Errorf("muscle: %+v %v", muscle, err)
	}
	course, err := c.Simulate(ctx, client.Scenario{Days: 10, Start: "knotted", Life: []client.Life{{Load: 0.3}}})
	if err != nil || course.Hypothesis == "" || len(course.Days) < 10 {
		t.Errorf("course of %d days: %v", len(course.Days), err)
	}
	var refusal *client.Problem
	if _, err := c.Simulate(ctx, client.Scenario{Days: 10, Life: []client.Life{{Load: 3}}}); !errors.As(err, &refusal) || refusal.Status != 422 {
		t.Errorf("a load of 3: %v", err)
	}
}

// An episode that the client keeps can be listed, wished about, forecast,
// linked to and taken back.
func TestClientLooksAfterAnEpisode(t *testing.T) {
	s, ctx := server(t), context.Background()
	c := client.New(s.URL)
	e, err := c.Keep(ctx, deskCase(), "once")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := c.Keep(ctx, deskCase(), "once"); err != nil || again.ID != e.ID {
		t.Errorf("the same key kept %s and %s: %v", e.ID, again.ID, err)
	}
	for d := range 6 {
		at := time.Now().Add(time.Duration(d-6) * 24 * time.Hour)
		if _, err := c.Log(ctx, client.Entry{ID: fmt.Sprint("E", d), Episode: e.ID, At: at, Places: []client.Pain{{Cells: []string{"temple.right"}, Now: client.Number(6 - float64(d)/2)}}}); err != nil {
			t.Fatal(err)
		}
	}
	episodes, err := c.Episodes(ctx, "")
	if err != nil || len(episodes.Items) != 1 || episodes.Items[0].ID != e.ID {
		t.Errorf("episodes: %+v %v", episodes, err)
	}
	entries, err := c.Entries(ctx, "")
	if err != nil || len(entries.Items) != 6 {
		t.Errorf("%d entries: %v", len(entries.Items), err)
	}
	if f, err := c.EpisodeForecast(ctx, e.ID, 14); err != nil || f.Forecast == nil || len(f.Forecast.Places) == 0 {
		t.Errorf("forecast: %+v %v", f, err)
	}
	if _, err := c.Wishes(ctx, e.ID); err != nil {
		t.Errorf("wishes: %v", err)
	}
	if _, err := c.Preferences(ctx); err != nil {
		t.Errorf("preferences: %v", err)
	}
	link, err := c.AddLink(ctx, client.LinkRequest{Kind: "calendar", Episode: e.ID, Days: 3})
	if err != nil || link.Address == "" || !strings.Contains(link.Address, "/feed/") {
		t.Errorf("link: %+v %v", link, err)
	}
	if err := c.RevokeLink(ctx, link.ID); err != nil {
		t.Errorf("take the link back: %v", err)
	}
	hook, err := c.AddHook(ctx, client.HookRequest{URL: "https://example.org/hook", Events: []string{"entry.kept"}})
	if err != nil || hook.ID == "" {
		t.Errorf("hook: %+v %v", hook, err)
	}
}
