package forecast_test

import (
	"testing"

	"github.com/unknot/unknot/core/forecast"
	"github.com/unknot/unknot/internal/base/cputime"
)

// BenchmarkForecast is one place with 2000 particles over 60 days: 32 of diary
// and 28 ahead; the course without the plan comes on top.
func BenchmarkForecast(b *testing.B) {
	in := forecast.Input{Places: []forecast.Place{{Name: "neck"}}, Horizon: 28, Number: 2000, Seed: 1}
	for d := range 32 {
		in.Places[0].Pain = append(in.Places[0].Pain, float64(5-d/10+d%2))
		in.Days = append(in.Days, forecast.Day{Done: []forecast.Session{{Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}}, Stress: 4, Sleep: 7})
	}
	in.Plan.Items = []forecast.Item{{Session: forecast.Session{Kind: "press", Dose: 90}, Times: 2}, {Session: forecast.Session{Kind: "stretch", Dose: 60}, Times: 2}}
	before := cputime.Used()
	for b.Loop() {
		if _, err := forecast.Make(in); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cputime.Used()-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}
