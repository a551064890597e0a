//go:build !js

package web

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

func (s *Site) courseRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /course", s.page(s.course))
	mux.HandleFunc("GET /course/{id}", s.page(s.course))
	mux.HandleFunc("POST /course/{id}/quiet", s.page(s.settle))
}

// settle keeps that a complaint is quiet, or that it goes on after all.
func (s *Site) settle(r *http.Request) (view, error) {
	version, err := strconv.ParseInt(r.PostFormValue("version"), 10, 64)
	if err != nil {
		version = -1 // as an old page: nothing changes, and the page shows how it stands
	}
	change := s.practice.Settle
	if r.PostFormValue("quiet") == "no" {
		change = s.practice.Reopen
	}
	id := r.PathValue("id")
	err = change(r.Context(), tenantOf(r), id, version)
	if err != nil && !unknot.IsKind(err, unknot.Conflict) { // changed meanwhile: the page shows how it stands
		return view{}, err
	}
	return view{to: "/course/" + id}, nil
}

// courseForm is how a complaint goes.
type courseForm struct {
	Kept     care.Kept
	Others   []care.Kept
	Days     int // days with an entry
	Sessions int
	NoGain   bool
	Places   []placeCourse
	Weeks    []weekBody
	Frames   []figure.Picture // of the weeks, one for all
	Table    []care.Day
	Names    []string // of the places of Table
	Cells    []unknot.CellID
	Silent   []string // places without a rating, so without a forecast
	Why      string   // why there is no forecast, or ""
	Limits   string
	Did      []didDay
}

// placeCourse is one place: its chart, and what is said of it.
type placeCourse struct {
	Name    string
	Now     float64
	Then    float64
	Verdict wire.ForecastVerdict
	Chart   chart
	Plan    wire.ForecastCourse
	Without wire.ForecastCourse
	Score   score
}

// weekBody is the mean pain of a week, by cell.
type weekBody struct {
	Label  string
	Levels map[unknot.CellID]float64
	Places []placeMean
}

// placeMean is the same as a number, which a picture alone cannot say.
type placeMean struct {
	Name string
	Mean float64 // 0-10
}

type didDay struct {
	Date  string
	Count int
}

// score says how far earlier forecasts were right: of each day, made the day
// before.
type score struct {
	Days         int
	Inside       int     // days on which the pain lay within the band of 80 %
	Miss         float64 // mean distance of the middle from what came, points
	MissSameAsYd float64 // the same for the rule "as yesterday"
}

// mostTableDays is how many days the table behind the charts holds: about as
// many as a chart shows.
const mostTableDays = 120

func (s *Site) course(r *http.Request) (view, error) {
	ctx, tenant := r.Context(), tenantOf(r)
	list, err := s.practice.Recent(ctx, tenant, 20)
	if err != nil {
		return view{}, err
	}
	id := r.PathValue("id")
	f := courseForm{}
	for _, k := range list {
		if id == "" && k.Ended.IsZero() || k.ID == id {
			id, f.Kept = k.ID, k
		} else {
			f.Others = append(f.Others, k)
		}
	}
	if id != "" && f.Kept.ID == "" {
		if f.Kept, err = s.practice.Kept(ctx, tenant, id); err != nil {
			return view{}, err
		}
	}
	if f.Kept.ID == "" {
		return view{title: "Course", body: coursePage(f)}, nil
	}
	zone := s.zone(r)
	sum, ahead, err := s.practice.Look(ctx, tenant, id, care.Ahead{Zone: zone, Keep: true})
	f.Days, f.NoGain, f.Table = len(sum.Days), sum.NoGain, sum.Days[max(0, len(sum.Days)-mostTableDays):]
	f.Cells = s.inOrder(ctx, sum.Places, ahead.Places)[:min(6, len(sum.Places))]
	for _, c := range f.Cells {
		f.Names = append(f.Names, s.placeName(ctx, []unknot.CellID{c}))
	}
	for _, d := range sum.Days {
		f.Sessions += d.Sessions
		f.Did = append(f.Did, didDay{d.Date, d.Sessions})
	}
	if f.Weeks = weeks(ctx, sum.Days, f.Cells, f.Names); len(f.Weeks) > 0 {
		f.Frames = framesFor(ctx, marksAt(f.Cells))
	}
	if stop, ok := errors.AsType[*triage.StopError](err); ok {
		return s.stopFor(r, triage.Result{Level: stop.Level, Reasons: stop.Reasons}, "/diary"), nil
	}
	bad, _ := errors.AsType[*unknot.Error](err)
	var open *triage.UnansweredError
	switch {
	case errors.As(err, &open):
		f.Why = tr(ctx, "Answer the safety questions first; then there is a forecast.")
	case bad != nil:
		f.Why = tr(ctx, "There is no forecast yet. A few more entries, and there will be.")
	case err != nil:
		return view{}, err
	}
	f.Limits = ahead.Limits
	for _, p := range ahead.Silent {
		f.Silent = append(f.Silent, know(ctx, p.Name))
	}
	for _, p := range ahead.Places {
		f.Places = append(f.Places, s.placeCourse(ctx, p, sum.Days))
	}
	return view{title: "Course", body: coursePage(f), styles: mapStyles, wide: true}, nil
}

func (s *Site) placeCourse(ctx context.Context, p wire.ForecastPlace, days []care.Day) placeCourse {
	out := placeCourse{Name: capital(know(ctx, p.Name)), Verdict: p.Verdict, Plan: p.Plan, Without: p.Without, Score: scored(p), Chart: draw(ctx, p, days)}
	if n := len(p.Diary); n > 0 {
		out.Then, out.Now = p.Diary[0].Pain, p.Diary[n-1].Pain
	}
	return out
}

// inOrder are the places of the diary as the charts above their table have
// them: those of the forecast first, in its order.
func (s *Site) inOrder(ctx context.Context, places []unknot.CellID, charts []wire.ForecastPlace) []unknot.CellID {
	at := map[string]int{}
	for i, p := range charts {
		at[capital(know(ctx, p.Name))] = i - len(charts)
	}
	out := slices.Clone(places)
	slices.SortStableFunc(out, func(a, b unknot.CellID) int {
		return at[s.placeName(ctx, []unknot.CellID{a})] - at[s.placeName(ctx, []unknot.CellID{b})]
	})
	return out
}

// scored holds what was expected of each day of the diary, the day before,
// against what came.
func scored(p wire.ForecastPlace) score {
	var out score
	felt := map[string]float64{}
	for _, d := range p.Diary {
		felt[d.Date] = d.Pain
	}
	var before float64
	first := true
	for i, d := range p.Past {
		pain, ok := felt[d.Date]
		if !ok {
			continue
		}
		if !first && i > 0 {
			out.Days++
			if pain >= d.Lowest-.5 && pain <= d.Highest+.5 { // the band is of whole numbers
				out.Inside++
			}
			out.Miss += math.Abs(pain - d.Middle)
			out.MissSameAsYd += math.Abs(pain - before)
		}
		before, first = pain, false
	}
	if out.Days > 0 {
		out.Miss /= float64(out.Days)
		out.MissSameAsYd /= float64(out.Days)
	}
	return out
}

// weeks are the first week, the one in the middle and the last, as bodies, and
// the mean of each place there in numbers.
func weeks(ctx context.Context, days []care.Day, cells []unknot.CellID, names []string) []weekBody {
	if len(days) < 8 {
		return nil
	}
	week := func(label string, list []care.Day) weekBody {
		sum, n := map[unknot.CellID]float64{}, map[unknot.CellID]float64{}
		for _, d := range list {
			for _, at := range d.Places {
				if at.Mean >= 0 {
					sum[at.Cell] += at.Mean
					n[at.Cell]++
				}
			}
		}
		out := weekBody{Label: label, Levels: map[unknot.CellID]float64{}}
		for c := range sum {
			if sum[c] /= n[c]; sum[c] >= .5 { // less has no colour
				out.Levels[c] = sum[c]
			}
		}
		for i, c := range cells {
			if n[c] > 0 {
				out.Places = append(out.Places, placeMean{names[i], sum[c]})
			}
		}
		return out
	}
	last := len(days) - 7
	out := []weekBody{week(tr(ctx, "First week"), days[:7])}
	if len(days) >= 24 {
		out = append(out, week(tr(ctx, "Half way"), days[last/2:last/2+7]))
	}
	return append(out, week(tr(ctx, "Last week"), days[last:]))
}

// Measures of a chart, in its own units: as wide as a phone, so that its text
// can be read there.
const (
	chartWidth, chartHeight = 360.0, 230.0
	chartLeft, chartRight   = 22.0, 352.0
	chartTop, chartBottom   = 10.0, 190.0
	sessionsAt              = 200.0
)

// chart is the pain of one place as lines of a picture.
type chart struct {
	Label                  string
	Wide, Narrow           string // areas of the bands of 80 % and 50 %
	Middle, Without, Diary string // lines
	Points                 []point
	Today                  float64
	Ticks                  []tick
	Sessions               []float64
}

type point struct{ X, Y float64 }
type tick struct {
	X    float64
	Text string
}

func draw(ctx context.Context, p wire.ForecastPlace, days []care.Day) chart {
	var c chart
	if len(p.Diary) == 0 {
		return c
	}
	first := dayNumber(p.Diary[0].Date)
	today := dayNumber(p.Diary[len(p.Diary)-1].Date)
	end := today
	if n := len(p.Plan.Days); n > 0 {
		end = max(end, dayNumber(p.Plan.Days[n-1].Date))
	}
	span := max(float64(end-first), 1)
	x := func(date string) float64 {
		return chartLeft + (chartRight-chartLeft)*float64(dayNumber(date)-first)/span
	}
	y := func(pain float64) float64 { return chartBottom - (chartBottom-chartTop)*pain/10 }
	line := func(list []wire.ForecastDay, of func(wire.ForecastDay) float64) string {
		var b strings.Builder
		for i, d := range list {
			fmt.Fprintf(&b, "%c%.1f %.1f", "ML"[min(i, 1)], x(d.Date), y(of(d)))
		}
		return b.String()
	}
	area := func(list []wire.ForecastDay, low, high func(wire.ForecastDay) float64) string {
		if len(list) == 0 {
			return ""
		}
		back := make([]wire.ForecastDay, len(list))
		for i, d := range list {
			back[len(list)-1-i] = d
		}
		return line(list, high) + "L" + line(back, low)[1:] + "Z"
	}
	c.Wide = area(p.Plan.Days, func(d wire.ForecastDay) float64 { return d.Lowest }, func(d wire.ForecastDay) float64 { return d.Highest })
	c.Narrow = area(p.Plan.Days, func(d wire.ForecastDay) float64 { return d.Low }, func(d wire.ForecastDay) float64 { return d.High })
	c.Middle = line(p.Plan.Days, func(d wire.ForecastDay) float64 { return d.Middle })
	c.Without = line(p.Without.Days, func(d wire.ForecastDay) float64 { return d.Middle })
	var b strings.Builder
	for i, d := range p.Diary {
		fmt.Fprintf(&b, "%c%.1f %.1f", "ML"[min(i, 1)], x(d.Date), y(d.Pain))
		c.Points = append(c.Points, point{x(d.Date), y(d.Pain)})
	}
	c.Diary, c.Today = b.String(), x(p.Diary[len(p.Diary)-1].Date)
	for _, d := range days {
		if d.Sessions > 0 && dayNumber(d.Date) >= first {
			c.Sessions = append(c.Sessions, x(d.Date))
		}
	}
	for i := range 4 {
		n := first + int(math.Round(span*float64(i)/3))
		c.Ticks = append(c.Ticks, tick{chartLeft + (chartRight-chartLeft)*float64(n-first)/span, shortDate(ctx, n)})
	}
	last := p.Plan.Days
	c.Label = tr(ctx, "Pain from %s to %s of 10 in the diary.", number(ctx, p.Diary[0].Pain, 0), number(ctx, p.Diary[len(p.Diary)-1].Pain, 0))
	if n := len(last); n > 0 {
		c.Label += " " + tr(ctx, "In %d days about %s, most likely between %s and %s.", end-today, number(ctx, last[n-1].Middle, 1), number(ctx, last[n-1].Lowest, 1), number(ctx, last[n-1].Highest, 1))
	}
	return c
}

// dayNumber counts days, so that dates can be drawn.
func dayNumber(date string) int {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return 0
	}
	return int(t.Unix() / 86400)
}
