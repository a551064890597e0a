//go:build !js

package web

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/drawing"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// clinicRoutes adds the pages of clinicians.
func (s *Site) clinicRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /clinic", s.page(s.clinic))
	mux.HandleFunc("GET /clinic/{id}", s.page(s.patient))
	mux.HandleFunc("POST /clinic/{id}/visit", s.page(s.keepVisit))
	mux.HandleFunc("GET /clinic/{id}/answer", s.page(s.sharedEpisode))
}

// clinic is the caseload of who is signed in.
func (s *Site) clinic(r *http.Request) (view, error) {
	list, err := s.practice.Caseload(r.Context(), accountOf(r))
	return view{title: "Your patients", body: clinicPage(list), wide: true}, err
}

// dated is a drawing of one day.
type dated struct {
	When  time.Time
	Cells []unknot.CellID
	Pain  map[unknot.CellID]float64
	Words string
	Who   string // whose: first told, diary or examined
}

// patientView is what the page of one shared episode shows.
type patientView struct {
	care.Shared
	Base     *knowledge.Base
	First    dated
	Drawings []dated // of the diary, latest first
	Found    dated   // the clinician's own, the latest
	Over     drawing.Change
	Both     map[unknot.CellID]float64
	Table    []outcomeRow
	Rows     []criteriaRow
	Care     []knowledge.Treatment // what a clinician may give
	Problem  fault
	Form     map[string][]string // what was sent, when it could not be kept
	Saved    bool
	Add      bool // this clinician may add
}

type criteriaRow struct {
	Muscle unknot.MuscleID
	Side   unknot.Side
	Name   string
}

// outcomeRow is one day of the outcome table; -1 was not asked.
type outcomeRow struct {
	When                time.Time
	NRS, PEG, PSFS, NDI float64
	By                  string // clinician, or "" for the diary
}

// mostDrawings is how many of the diary's drawings stand side by side.
const mostDrawings = 4

func (s *Site) patient(r *http.Request) (view, error) {
	return s.patientWith(r, patientView{Saved: r.URL.Query().Has("kept")}, 0)
}

func (s *Site) patientWith(r *http.Request, v patientView, status int) (view, error) {
	var err error
	if v.Shared, err = s.practice.OpenShared(r.Context(), accountOf(r), r.PathValue("id")); err != nil {
		return view{}, err
	}
	v.Base = s.practice.Base
	for _, may := range v.Consent.May {
		v.Add = v.Add || may == "add"
	}
	v.First = s.dated(msg("first told"), v.Kept.When, v.Answer.Case.Drawing)
	day := ""
	for _, e := range v.Entries {
		if d := e.At.Local().Format(time.DateOnly); len(e.Places) > 0 && d != day && len(v.Drawings) < mostDrawings {
			day = d
			v.Drawings = append(v.Drawings, s.dated(msg("diary"), e.At, drawnIn(e)))
		}
	}
	for _, d := range v.Visits {
		if len(d.Body.Drawing) > 0 {
			var own unknot.Drawing
			for _, p := range d.Body.Drawing {
				own.Places = append(own.Places, unknot.Place{Cells: p.Cells, Intensity: p.Intensity})
			}
			v.Found = s.dated(msg("examined"), d.At, own)
			v.compare()
			break
		}
	}
	v.Table = outcomes(v.Shared)
	for i, c := range v.Answer.Assessment.Candidates {
		if m, ok := s.practice.Base.Muscle(c.Muscle); ok && i < 5 {
			v.Rows = append(v.Rows, criteriaRow{c.Muscle, c.Side, string(c.Side) + " " + m.Name})
		}
	}
	v.Rows = append(v.Rows, criteriaRow{}, criteriaRow{})
	v.Care = s.practice.Base.Treatments
	return view{status: status, title: "Patient", body: patientPage(v), styles: []string{"map.css", "dist/clinic.css"}, wide: true}, nil
}

// drawnIn is where an entry says it hurts.
func drawnIn(e unknot.Entry) unknot.Drawing {
	var d unknot.Drawing
	for _, at := range e.Places {
		d.Places = append(d.Places, unknot.Place{Cells: at.Cells, Intensity: max(at.Now, at.Worst, at.Average, 0)})
	}
	return d
}

func (s *Site) dated(who string, when time.Time, d unknot.Drawing) dated {
	out := dated{Who: who, When: when, Pain: map[unknot.CellID]float64{}, Words: s.describe(d)}
	for _, p := range d.Places {
		out.Cells = append(out.Cells, p.Cells...)
	}
	for cell, pain := range d.Pain() { // by fine cell, so that two drawings can lie over each other
		for _, fine := range body.Expand(cell) {
			out.Pain[fine] = max(out.Pain[fine], pain)
		}
	}
	return out
}

// drawings are all of them, oldest first.
func (v patientView) drawings() []dated {
	out := append([]dated{v.First}, v.Drawings...)
	if len(v.Found.Cells) > 0 {
		out = append(out, v.Found)
	}
	slices.SortStableFunc(out, func(a, b dated) int { return a.When.Compare(b.When) })
	return out
}

// dayIn is the date of one of the drawings, with its year where not all are of
// one.
func dayIn(ctx context.Context, drawings []dated, at time.Time) string {
	if drawings[0].When.Local().Year() != drawings[len(drawings)-1].When.Local().Year() {
		return date(ctx, at.Local())
	}
	return locale.From(ctx).ShortDate(at.Local())
}

// framesOfAll are the pictures that show all drawings, the same for each so that
// they can be compared.
func framesOfAll(ctx context.Context, drawings []dated) []figure.Picture {
	drawn := map[unknot.CellID]float64{}
	for _, d := range drawings {
		maps.Copy(drawn, d.Pain)
	}
	return framesFor(ctx, drawn)
}

// Shades of the figure of overlap: the person alone, the clinician alone, both.
const onlyPerson, onlyClinician, inBoth = 2, 5, 10

// compare lays the clinician's drawing over the latest of the person.
func (v *patientView) compare() {
	person := v.First
	if len(v.Drawings) > 0 {
		person = v.Drawings[0]
	}
	v.Over = drawing.Compare(person.Cells, v.Found.Cells)
	v.Both = map[unknot.CellID]float64{}
	for c := range person.Pain {
		v.Both[c] = onlyPerson
	}
	for c := range v.Found.Pain {
		if v.Both[c] == onlyPerson {
			v.Both[c] = inBoth
		} else {
			v.Both[c] = onlyClinician
		}
	}
}

// outcomes puts the diary's scores and those of the visits into one table,
// oldest first.
func outcomes(sh care.Shared) []outcomeRow {
	byDay := map[string]*outcomeRow{}
	var order []string
	row := func(date string) *outcomeRow {
		if byDay[date] == nil {
			at, err := time.Parse(time.DateOnly, date)
			if err != nil { // the summary writes only such dates
				at = time.Time{}
			}
			byDay[date] = &outcomeRow{When: at, NRS: -1, PEG: -1, PSFS: -1, NDI: -1}
			order = append(order, date)
		}
		return byDay[date]
	}
	first, last := true, len(sh.Summary.Days)-1
	asked := map[string]bool{}
	for _, m := range sh.Summary.Measures {
		for _, p := range m.Points {
			switch m.Name {
			case "peg":
				row(p.Date).PEG = p.Value
				asked[p.Date] = true
			case "psfs":
				row(p.Date).PSFS = p.Value
				asked[p.Date] = true
			}
		}
	}
	for i, d := range sh.Summary.Days { // each seventh day, the first, the last, and where a score stands
		if top := d.Top(); top >= 0 && (first || i == last || i%7 == 0 || asked[d.Date]) {
			row(d.Date).NRS = top
			first = false
		}
	}
	var out []outcomeRow
	for _, date := range order {
		out = append(out, *byDay[date])
	}
	for _, d := range sh.Visits {
		o := d.Body.Outcome
		r := outcomeRow{When: d.At, NRS: -1, PEG: unknot.PEG(o.PEG), PSFS: unknot.PSFS(o.PSFS), NDI: -1, By: d.Body.Author}
		if o.NRS != nil {
			r.NRS = *o.NRS
		}
		if o.NDI != nil {
			r.NDI = *o.NDI
		}
		if r.NRS >= 0 || r.PEG >= 0 || r.PSFS >= 0 || r.NDI >= 0 {
			out = append(out, r)
		}
	}
	sortRows(out)
	return out
}

// keepVisit reads the form of a visit. What cannot be kept comes back with
// everything that was written.
func (s *Site) keepVisit(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		return s.patientWith(r, patientView{Problem: fault{Text: tr(r.Context(), "The form could not be read. Please try again.")}}, http.StatusUnprocessableEntity)
	}
	v, problem := s.visit(r)
	if problem.Text == "" {
		_, err := s.practice.AddVisit(r.Context(), accountOf(r), r.PathValue("id"), "", v)
		if err == nil {
			return view{to: "/clinic/" + r.PathValue("id") + "?kept"}, nil
		}
		bad, ok := faultOf(err)
		if !ok {
			return view{}, err
		}
		problem = bad
	}
	return s.patientWith(r, patientView{Problem: problem, Form: r.PostForm}, http.StatusUnprocessableEntity)
}

// visit reads what was written; problem is for the reader.
func (s *Site) visit(r *http.Request) (v care.Visit, problem fault) {
	ctx, f := r.Context(), func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	places, err := s.readWords(ctx, f("words"), 5, nil)
	if u, ok := err.(*unclearError); ok {
		return v, fault{Field: "words", Text: tr(ctx, "“%s”: which place do you mean? One of these: %s.", u.ask.Of, strings.Join(u.ask.Choices, ", "))}
	}
	if err != nil {
		return v, wrong("words", sentence(err))
	}
	for _, p := range places {
		v.Drawing = append(v.Drawing, care.VisitPlace{Cells: p.Cells, Intensity: p.Intensity})
	}
	number := func(name string, most float64) *float64 {
		text := strings.Replace(f(name), ",", ".", 1)
		if text == "" || problem.Text != "" {
			return nil
		}
		x, err := strconv.ParseFloat(text, 64)
		if err != nil || !(x >= 0 && x <= most) {
			problem = fault{Field: name, Text: tr(ctx, "“%s” is no number from 0 to %s.", text, fmt.Sprint(most))}
			return nil
		}
		return &x
	}
	for i := range 7 {
		n := strconv.Itoa(i)
		muscle, side := s.muscleOn(f("muscle" + n))
		c := care.Criteria{Muscle: muscle, Side: side, Band: unknot.Answer(f("band" + n)), Spot: unknot.Answer(f("spot" + n)),
			Refers: unknot.Answer(f("refers" + n)), Known: unknot.Answer(f("known" + n)), Twitch: unknot.Answer(f("twitch" + n))}
		if muscle != "" && c.Band+c.Spot+c.Refers+c.Known+c.Twitch != "" {
			v.Found = append(v.Found, c)
		}
	}
	for i := range 3 {
		n := strconv.Itoa(i)
		if f("did"+n) == "" {
			continue
		}
		d := care.VisitCare{Treatment: f("did" + n)}
		d.Muscle, d.Side = s.muscleOn(f("on" + n))
		if m := number("minutes"+n, 600); m != nil {
			d.Minutes = *m
		}
		v.Did = append(v.Did, d)
	}
	v.Outcome.NRS, v.Outcome.NDI = number("nrs", 10), number("ndi", 50)
	var peg []float64
	for i := range 3 {
		if x := number("peg"+strconv.Itoa(i), 10); x != nil {
			peg = append(peg, *x)
		}
		if x := number("score"+strconv.Itoa(i), 10); x != nil && f("activity"+strconv.Itoa(i)) != "" {
			v.Outcome.PSFS = append(v.Outcome.PSFS, unknot.Activity{Name: f("activity" + strconv.Itoa(i)), Score: *x})
		}
	}
	v.Outcome.PEG = peg
	v.Plan.Remove = r.PostForm["remove"]
	for _, id := range r.PostForm["add"] {
		if id != "" {
			v.Plan.Add = append(v.Plan.Add, id)
		}
	}
	v.Note = f("note")
	if problem.Text == "" && len(peg) != 0 && len(peg) != 3 {
		problem = fault{Field: "peg0", Text: tr(ctx, "The PEG needs all three answers, or none.")}
	}
	return v, problem
}

// muscleOn reads "right upper trapezius", or "trapezius_upper.right". What is
// neither comes back as it is, and is refused with its name.
func (s *Site) muscleOn(text string) (unknot.MuscleID, unknot.Side) {
	if id, side, ok := strings.Cut(text, "."); ok {
		return unknot.MuscleID(id), unknot.Side(side)
	}
	side, name, _ := strings.Cut(strings.ToLower(text), " ")
	for i := range s.practice.Base.Muscles {
		m := &s.practice.Base.Muscles[i]
		full := strings.ToLower(m.Name)
		if full == name || strings.ToLower(m.Latin) == name || strings.Contains(full, "("+name+")") {
			return m.ID, unknot.Side(side)
		}
	}
	return unknot.MuscleID(text), ""
}
