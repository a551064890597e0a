package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/internal/base/zipped"
	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/ics"
)

//go:embed report.css
var style []byte

// printStyle lets the policy pass the one style sheet that the body print
// carries inside; without it a browser paints the body black.
var printStyle = func() string {
	sum := sha256.Sum256([]byte(figure.Light.Style()))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}()

// title begins a text with a capital letter.
func title(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Handler serves the report of an episode as a page to print, as PDF, and its
// plan as calendar. who says whose data a request may touch.
func Handler(p *care.Practice, who func(*http.Request) (string, error), log *slog.Logger) http.Handler {
	h := &handler{p, who, log}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /report/report.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		_, _ = w.Write(style) // the reader has gone; there is nobody to tell
	})
	mux.HandleFunc("GET /report/{id}", h.serve("text/html; charset=utf-8", h.page))
	mux.HandleFunc("GET /report/{id}/report.pdf", h.serve("application/pdf", h.pdf))
	mux.HandleFunc("GET /report/{id}/plan.ics", h.serve("text/calendar; charset=utf-8", h.calendar))
	return mux
}

type handler struct {
	practice *care.Practice
	who      func(*http.Request) (string, error)
	log      *slog.Logger
}

func (h *handler) serve(kind string, make func(*http.Request, string, *bytes.Buffer) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Cache-Control", "no-store")
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Content-Security-Policy", "default-src 'none'; style-src 'self' "+printStyle+"; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
		tenant, err := h.who(r)
		if err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
		}
		var out bytes.Buffer
		if err := make(r, tenant, &out); err != nil {
			status, text := http.StatusInternalServerError, "This could not be made. Nothing was lost."
			if e, ok := errors.AsType[*unknot.Error](err); ok {
				status, text = map[unknot.Kind]int{unknot.NotFound: 404, unknot.Invalid: 422, unknot.Conflict: 409, unknot.Forbidden: 403}[e.Kind], e.Public
			} else {
				h.log.Error("report failed", "path", r.Pattern, "error", fmt.Sprintf("%T", err))
			}
			http.Error(w, text, status)
			return
		}
		head.Set("Content-Type", kind)
		zipped.Write(w, r, http.StatusOK, out.Bytes())
	}
}

// read gathers the report that the address asks for: from, to and sections.
func (h *handler) read(r *http.Request, tenant string) (care.Report, Options, error) {
	q := r.URL.Query()
	o, err := Read(strings.Join(q["sections"], ","))
	if err != nil {
		return care.Report{}, o, err
	}
	var from, to time.Time
	for name, at := range map[string]*time.Time{"from": &from, "to": &to} {
		if s := q.Get(name); s != "" {
			if *at, err = time.ParseInLocation(time.DateOnly, s, time.Local); err != nil {
				return care.Report{}, o, unknot.Errorf(unknot.Invalid, "%s is no day; write it as 2026-11-24", name)
			}
		}
	}
	if !to.IsZero() {
		to = to.AddDate(0, 0, 1).Add(-time.Microsecond)
	}
	rep, err := h.practice.Report(r.Context(), tenant, r.PathValue("id"), from, to, time.Local)
	if err == nil && o.has("course") && to.IsZero() {
		err = h.practice.LookAhead(r.Context(), tenant, &rep, time.Local)
	}
	return rep, o, err
}

func (h *handler) pdf(r *http.Request, tenant string, out *bytes.Buffer) error {
	rep, o, err := h.read(r, tenant)
	if err != nil {
		return err
	}
	return PDF(out, h.practice.Base, rep, o)
}

func (h *handler) calendar(r *http.Request, tenant string, out *bytes.Buffer) error {
	zone := time.UTC
	if z := r.URL.Query().Get("zone"); z != "" {
		var err error
		if zone, err = time.LoadLocation(z); err != nil || z == "Local" {
			return unknot.Errorf(unknot.Invalid, "this time zone is not known; write it as Europe/Berlin")
		}
	}
	return ics.Of(r.Context(), out, h.practice, tenant, r.PathValue("id"), zone)
}

// sheetView is what the page shows; words are made here, so that the template
// decides nothing.
type sheetView struct {
	R                      care.Report
	Level, Person, Onset   string
	Telling                []string
	No, Open               int
	Stopped                bool
	Places, Muscles, Other []line
	Answers                []line
	Days                   []dayView
	Plan                   []line
	Left                   []line
	Sources                []line
	Has                    map[string]bool
	Disclaimer, Knowledge  string
	Choices                []string
	Print                  string // an svg drawn by us, its words escaped
	Ahead                  []aheadView
	Verdict                string
	Visits                 []line
}

// triedWords says what was tried, and how the pain was around it.
func triedWords(t care.Tried) string {
	words := fmt.Sprintf("%s: %d times", t.Name, t.Times)
	if t.Pairs > 0 {
		words += fmt.Sprintf("; pain %s before, %s after", score(t.Before), score(t.After))
	}
	return words
}

type aheadView struct{ Date, Middle, Half, Most string }

type line struct {
	Name, Text string
	More       []string
}

type dayView struct {
	Date, Pain, Care string
	Bar              string // one of eleven classes; the policy allows no inline style
}

func (h *handler) page(r *http.Request, tenant string, out *bytes.Buffer) error {
	rep, o, err := h.read(r, tenant)
	if err != nil {
		return err
	}
	return page(h.view(rep, o)).Render(r.Context(), out)
}

func (h *handler) view(r care.Report, o Options) sheetView {
	base, a := h.practice.Base, r.Answer
	v := sheetView{R: r, Level: Levels[a.Gate.Level], Person: personWords(base, a.Case.Person), Onset: onsetWords(r), Stopped: a.Gate.Level.StopsPlan(),
		Disclaimer: disclaimer, Knowledge: base.Version, Has: map[string]bool{}, Choices: Sections}
	v.Telling, v.No, v.Open = answered(base, r)
	v.Print = Print(r, body.Describe(base, a.Case.Drawing))
	for _, s := range Sections {
		v.Has[s] = o.has(s)
	}
	for _, p := range a.Case.Drawing.Places {
		for _, name := range body.Names(base, p.Cells) {
			v.Places = append(v.Places, line{Name: name, Text: score(p.Intensity)})
		}
	}
	if !v.Stopped {
		for i, c := range a.Assessment.Candidates {
			if i < 5 {
				x := line{Name: causeName(base, c.Muscle, "", c.Side), Text: fmt.Sprintf("%.0f %% (%.0f-%.0f %%)", c.Probability*100, c.Low*100, c.High*100)}
				for _, why := range c.For {
					x.More = append(x.More, "for: "+why.Words)
				}
				for _, why := range c.Against {
					x.More = append(x.More, "against: "+why.Words)
				}
				v.Muscles = append(v.Muscles, x)
			}
		}
		for i, c := range a.Assessment.Lookalikes {
			if i < 5 {
				v.Other = append(v.Other, line{Name: causeName(base, "", c.Lookalike, c.Side), Text: fmt.Sprintf("%.0f %%", c.Probability*100)})
			}
		}
	}
	for _, x := range a.Gate.Asked {
		if q, ok := base.Question(x.ID); ok {
			v.Answers = append(v.Answers, line{Name: q.Ask, Text: string(x.Answer)})
		}
	}
	for _, id := range a.Gate.Unanswered {
		if q, ok := base.Question(id); ok {
			v.Answers = append(v.Answers, line{Name: q.Ask, Text: "not answered"})
		}
	}
	h.rest(&v)
	return v
}

func (h *handler) rest(v *sheetView) {
	base := h.practice.Base
	for _, d := range v.R.Summary.Days {
		top := -1.0
		for _, p := range d.Places {
			top = max(top, p.Mean)
		}
		x := dayView{Date: d.Date, Pain: score(top), Bar: fmt.Sprintf("p%d", int(max(top, 0)+.5))}
		if d.Sessions > 0 {
			x.Care = fmt.Sprintf("%d", d.Sessions)
		}
		v.Days = append(v.Days, x)
	}
	sheet := sheet{r: v.R}
	v.Verdict = sheet.verdict()
	for i, d := range sheet.ahead() {
		if i%7 == 6 {
			v.Ahead = append(v.Ahead, aheadView{d.Date, score(d.Middle), score(d.Low) + " to " + score(d.High), score(d.Lowest) + " to " + score(d.Highest)})
		}
	}
	v.Visits = visitLines(base, v.R)
	for _, it := range v.R.Answer.Plan.Items {
		x := line{Name: it.Name, Text: it.Dose.Use + " (" + gradeWords[it.Grade] + ")"}
		if it.Muscle != "" {
			x.Name += ", " + causeName(base, it.Muscle, "", it.Side)
		}
		if it.Light {
			x.More = append(x.More, "Light pressure only.")
		}
		v.Plan = append(v.Plan, x)
	}
	for _, w := range v.R.Answer.Plan.Withheld {
		name := w.Treatment
		if t, ok := base.Treatment(w.Treatment); ok {
			name = t.Name
		}
		v.Left = append(v.Left, line{Name: name, Text: w.Reason})
	}
	for _, id := range v.R.Sources {
		if k, ok := base.Source(id); ok {
			v.Sources = append(v.Sources, line{Name: k.Cite, Text: k.Title})
		}
	}
}
