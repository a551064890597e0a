package wire_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/wire"
)

func TestEntriesComeBackAsTheyWereWritten(t *testing.T) {
	base, _ := load(t)
	rapid.Check(t, func(t *rapid.T) {
		pain := rapid.SampledFrom([]float64{-1, 0, 0.5, 4, 10})
		e := unknot.Entry{ID: rapid.StringMatching(`[A-Z]{1,20}`).Draw(t, "id"), Episode: rapid.SampledFrom([]string{"", "E1"}).Draw(t, "episode"),
			At:    time.UnixMicro(rapid.Int64Range(0, 4e15).Draw(t, "at")).UTC(),
			Mends: rapid.SampledFrom([]string{"", "X"}).Draw(t, "mends"), Sleep: rapid.SampledFrom([]float64{-1, 7.5}).Draw(t, "sleep"),
			Stress: pain.Draw(t, "stress"), Note: rapid.String().Draw(t, "note")}
		if rapid.Bool().Draw(t, "more") {
			e.Spots = []unknot.Spot{{Muscle: base.Muscles[0].ID, Side: unknot.Left, State: unknot.Quiet}}
			e.Motion = []unknot.Motion{{What: "neck.rotation.right", Degrees: 55}}
			e.Function = []unknot.Activity{{Name: "lift the child", Score: 0}}
			e.PEG = []float64{0, 5.5, 10}
			e.Work = []unknot.Work{{Kind: "desk", Hours: 8}}
			e.Medicine = []unknot.Taken{{Name: "paracetamol", Dose: "500 mg"}, {Name: "x"}}
			e.Danger = map[string]unknot.Answer{"fever": unknot.No}
			e.Sheet = []byte(`{"format":"unknot.drawing/v1","figure":"of long ago","places":[]}`)
		}
		if !strings.Contains(e.Note, "\ufffd") { // a lone surrogate cannot be written
			for range rapid.IntRange(0, 3).Draw(t, "places") {
				z := base.Zones[rapid.IntRange(0, len(base.Zones)-1).Draw(t, "zone")]
				e.Places = append(e.Places, unknot.PainAt{Cells: []unknot.CellID{body.ZoneCell(z.ID, unknot.Left)}, Now: pain.Draw(t, "now"), Worst: pain.Draw(t, "worst"), Average: pain.Draw(t, "average"), Quality: rapid.SampledFrom([][]string{nil, {"ache", "numb"}}).Draw(t, "quality"), Timing: rapid.SampledFrom([]string{"", "at_night"}).Draw(t, "timing"), Threshold: 245})
			}
			for range rapid.IntRange(0, 2).Draw(t, "did") {
				e.Did = append(e.Did, unknot.Done{Treatment: base.Treatments[rapid.IntRange(0, len(base.Treatments)-1).Draw(t, "what")].ID, Minutes: pain.Draw(t, "minutes"), Effort: pain.Draw(t, "effort")})
				if rapid.Bool().Draw(t, "guided") {
					d := &e.Did[len(e.Did)-1]
					d.Muscle, d.Side, d.Steps, d.Of, d.Stopped = base.Muscles[0].ID, unknot.Right, 2, 3, "sharp_pain"
					d.Pain = &unknot.Felt{Before: 5, After: 0}
				}
			}
		}
		raw, err := wire.WriteEntry(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := wire.ReadEntry(base, raw)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(e, back); diff != "" {
			t.Fatalf("%s\n%s", raw, diff)
		}
	})
}

func TestWrongEntriesAreRefused(t *testing.T) {
	base, _ := load(t)
	for raw, say := range map[string]string{
		`{}`:                           "$.schema",
		`{"schema":"unknot.entry/v1"}`: "$.id",
		`{"schema":"unknot.entry/v1","id":"a","at":"today"}`:                                                                          "$.at",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","places":[{"cells":["temple.right"],"now":11}]}`:            "$.places[0].now",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","places":[{"now":1}]}`:                                      "$.places[0]",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","did":[{"treatment":"press_finger"}]}`:                      `"press_fingers"`,
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","sleep_hours":25}`:                                          "$.sleep_hours",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","mood":3}`:                                                  "$.mood",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","peg":[1,2]}`:                                               "$.peg[0]",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","spots":[{"muscle":"trapezius_upper","side":"left"}]}`:      "$.spots[0].state",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","spots":[7]}`:                                               "$.spots[0]",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","motion":[{"what":"Neck, right","degrees":3}]}`:             "$.motion[0].what",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","work":[{"kind":"desk","hours":25}]}`:                       "$.work[0].hours",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","danger":{"fevr":"yes"}}`:                                   `"fever"`,
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","danger":[]}`:                                               "$.danger",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","drawing":{"format":"png"}}`:                                "$.drawing",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","did":[{"treatment":"press_fingers","steps":3}]}`:           "$.did[0].steps",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","did":[{"minutes":3}]}`:                                     "$.did[0].treatment",
		`{"schema":"unknot.entry/v1","id":"a","at":"2026-11-24T08:00:00Z","did":[{"treatment":"press_fingers","pain":{"before":3}}]}`: "$.did[0].pain.after",
	} {
		if _, err := wire.ReadEntry(base, []byte(raw)); err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%s: %v, want %q in it", raw, err, say)
		}
	}
}
