package web

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/triage"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

func (s *Site) diaryRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /diary", s.page(s.diary))
	mux.HandleFunc("POST /diary", s.page(s.log1))
	mux.HandleFunc("GET /diary/new", s.page(s.diaryNew))
	mux.HandleFunc("GET /diary/{id}/mend", s.page(s.diaryMend))
	mux.HandleFunc("GET /diary/{id}/danger", s.page(s.diaryDanger))
	mux.HandleFunc("POST /diary/{id}/danger", s.page(s.diaryDangerAnswer))
}

// entryForm is an entry of the diary as it is written.
type entryForm struct {
	ID, Episode string
	Mends       string // the entry that it corrects, or ""
	At          string // as the field has it; "" for now
	Words       string // places, when there is no episode
	Rows        []painRow
	Sleep       string
	Stress      string
	Note        string
	Treatments  []knowledge.Treatment
	Did         map[string]string // minutes by treatment
	Problem     fault
	Full        bool
}

// painRow is one place with the pain it has; Now is -1 when unsaid.
type painRow struct {
	Cells, Name string
	Now, Worst  int
}

// diaryForm is the diary page.
type diaryForm struct {
	Entry   entryForm
	Episode care.Kept
	Days    []diaryDay
	Next    string // cursor of older entries
	Saved   bool
}

type diaryDay struct {
	Date    time.Time
	Entries []diaryLine
}

type diaryLine struct {
	ID, Time, Note string
	Pain           []painRow
	Did            []string
	Sleep, Stress  float64
	Mended         bool
}

// zone is where the person's day begins.
func (s *Site) zone(r *http.Request) *time.Location {
	return s.practice.Zone(r.Context(), tenantOf(r))
}

// current is the newest episode that lasts and was let through the gate.
func (s *Site) current(r *http.Request) (care.Kept, care.Answer, bool, error) {
	k, ok, err := s.practice.OpenEpisode(r.Context(), tenantOf(r))
	if err != nil || !ok {
		return care.Kept{}, care.Answer{}, false, err
	}
	a, err := s.practice.RecallPlan(r.Context(), tenantOf(r), k.ID)
	return k, a, err == nil, err
}

// diaryPageLines is how many entries the page shows at once.
const diaryPageLines = 14

func (s *Site) diary(r *http.Request) (view, error) {
	f := diaryForm{Saved: r.URL.Query().Has("saved")}
	var err error
	if f.Entry, f.Episode, err = s.newEntry(r); err != nil {
		return view{}, err
	}
	list, next, err := s.practice.DiaryPage(r.Context(), tenantOf(r), r.URL.Query().Get("from"), time.Time{}, diaryPageLines)
	if err != nil {
		return view{}, err
	}
	f.Next = next
	zone := s.zone(r)
	for _, e := range list {
		at := e.At.In(zone)
		day := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, zone)
		if n := len(f.Days); n == 0 || !f.Days[n-1].Date.Equal(day) {
			f.Days = append(f.Days, diaryDay{Date: day})
		}
		d := &f.Days[len(f.Days)-1]
		d.Entries = append(d.Entries, s.line(r.Context(), e, at))
	}
	return view{title: "Diary", body: diaryPage(f), script: []string{"dist/diary.js"}}, nil
}

func (s *Site) line(ctx context.Context, e unknot.Entry, at time.Time) diaryLine {
	l := diaryLine{ID: e.ID, Time: at.Format("15:04"), Note: e.Note, Sleep: e.Sleep, Stress: e.Stress, Mended: e.Mends != ""}
	for _, p := range e.Places {
		now := p.Now
		if now < 0 {
			now = max(p.Average, p.Worst)
		}
		l.Pain = append(l.Pain, painRow{Name: s.placeName(ctx, p.Cells), Now: int(now + .5), Worst: int(p.Worst)})
	}
	for _, d := range e.Did {
		name := d.Treatment
		if t, ok := s.practice.Base.Treatment(d.Treatment); ok {
			name = know(ctx, t.Name)
		}
		l.Did = append(l.Did, locale.Small(name))
	}
	return l
}

// placeName names the cells of a place in short: the first zone, and how many more.
func (s *Site) placeName(ctx context.Context, cells []unknot.CellID) string {
	if len(cells) == 0 {
		return ""
	}
	names := cellNames(ctx, s.practice.Base, cells)
	name := capital(names[0])
	if more := len(names) - 1; more > 0 {
		return trn(ctx, more, "%[2]s and %[1]d more place", "%[2]s and %[1]d more places", name)
	}
	return name
}

// newEntry is an empty entry about the places of the episode.
func (s *Site) newEntry(r *http.Request) (entryForm, care.Kept, error) {
	f := entryForm{ID: rand.Text(), Did: map[string]string{}}
	k, a, ok, err := s.current(r)
	if err != nil || !ok {
		return f, k, err
	}
	f.Episode = k.ID
	for _, p := range a.Case.Drawing.Places {
		f.Rows = append(f.Rows, s.row(r.Context(), p.Cells, -1))
	}
	if !a.Gate.Level.StopsPlan() {
		for _, it := range a.Plan.Items {
			if t, ok := s.practice.Base.Treatment(it.Treatment); ok && f.Did[t.ID] == "" && t.Kind != "learn" {
				f.Did[t.ID] = " "
				f.Treatments = append(f.Treatments, *t)
			}
		}
	}
	clear(f.Did)
	return f, k, nil
}

func (s *Site) row(ctx context.Context, cells []unknot.CellID, now int) painRow {
	ids := make([]string, len(cells))
	for i, c := range cells {
		ids[i] = string(c)
	}
	return painRow{Cells: strings.Join(ids, ","), Name: s.placeName(ctx, cells), Now: now}
}

func (s *Site) diaryNew(r *http.Request) (view, error) {
	f, _, err := s.newEntry(r)
	if err != nil {
		return view{}, err
	}
	f.Full = true
	f.At = s.practice.Now().In(s.zone(r)).Format(fieldTime)
	return view{title: "New entry", body: entryPage(f), script: []string{"dist/diary.js"}}, nil
}

// fieldTime is how a field for date and time writes it.
const fieldTime = "2006-01-02T15:04"

// diaryMend shows an entry to be corrected. The correction is an entry of its
// own; the old one stays in the export.
func (s *Site) diaryMend(r *http.Request) (view, error) {
	e, err := s.practice.Entry(r.Context(), tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	f, _, err := s.newEntry(r)
	if err != nil {
		return view{}, err
	}
	f.Full, f.Mends, f.Episode, f.Note = true, e.ID, e.Episode, e.Note
	f.At = e.At.In(s.zone(r)).Format(fieldTime)
	if len(e.Places) > 0 {
		f.Rows = nil
		for _, p := range e.Places {
			f.Rows = append(f.Rows, s.row(r.Context(), p.Cells, int(p.Now+.5)))
		}
	}
	for _, d := range e.Did {
		f.Did[d.Treatment] = strconv.Itoa(int(max(d.Minutes, 0)))
		if t, ok := s.practice.Base.Treatment(d.Treatment); ok && !slices.ContainsFunc(f.Treatments, func(in knowledge.Treatment) bool { return in.ID == t.ID }) {
			f.Treatments = append(f.Treatments, *t) // the plan may have gone on since; what was done was done
		}
	}
	if e.Sleep >= 0 {
		f.Sleep = strconv.FormatFloat(e.Sleep, 'f', -1, 64)
	}
	if e.Stress >= 0 {
		f.Stress = strconv.Itoa(int(e.Stress + .5))
	}
	return view{title: "Correct an entry", body: entryPage(f)}, nil
}

// log1 keeps one entry. The browser made its id, so sending it twice keeps it
// once.
func (s *Site) log1(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		return view{}, err
	}
	e, problem := s.entryOf(r)
	if problem.Text == "" {
		kept, gate, err := s.practice.Log(r.Context(), tenantOf(r), e, nil)
		switch bad, _ := errors.AsType[*unknot.Error](err); {
		case err == nil && gate.Level.StopsPlan():
			return s.stopFor(r, gate, "/diary"), nil
		case err == nil && r.PostFormValue("new") == "yes":
			return view{to: "/diary/" + kept.ID + "/danger"}, nil
		case err == nil:
			return view{to: "/diary?saved"}, nil
		case bad != nil && bad.Kind == unknot.Conflict: // sent twice
			return view{to: "/diary?saved"}, nil
		case bad != nil && bad.Kind == unknot.Invalid:
			problem = wrong("", sentence(bad))
		default:
			return view{}, err
		}
	}
	f, _, err := s.newEntry(r)
	if err != nil {
		return view{}, err
	}
	f.Full, f.Problem = true, problem
	f.Mends, f.At, f.Words, f.Note = r.PostFormValue("mends"), r.PostFormValue("at"), r.PostFormValue("words"), r.PostFormValue("note")
	f.Sleep, f.Stress = r.PostFormValue("sleep"), r.PostFormValue("stress")
	return view{status: http.StatusUnprocessableEntity, title: "New entry", body: entryPage(f)}, nil
}

// entryOf reads the form of an entry.
func (s *Site) entryOf(r *http.Request) (e unknot.Entry, problem fault) {
	e = unknot.Entry{ID: r.PostFormValue("id"), Episode: r.PostFormValue("episode"), Mends: r.PostFormValue("mends"), Note: strings.TrimSpace(r.PostFormValue("note")), Sleep: -1, Stress: -1}
	if at := r.PostFormValue("at"); at != "" {
		t, err := time.ParseInLocation(fieldTime, at[:min(len(at), len(fieldTime))], s.zone(r))
		if err == nil && len(at) > len(fieldTime) { // a whole time with its zone, from a browser that was offline
			t, err = time.Parse(time.RFC3339, at)
		}
		if err != nil {
			return e, fault{Field: "at", Text: tr(r.Context(), "The time could not be read. Please write it again.")}
		}
		e.At = t
	}
	for i := 0; i < 40; i++ {
		n := strconv.Itoa(i)
		now, err := strconv.Atoi(r.PostFormValue("pain" + n))
		if r.PostFormValue("cells"+n) == "" {
			break
		}
		if err != nil {
			continue
		}
		p := unknot.PainAt{Now: float64(now), Worst: -1, Average: -1}
		for _, c := range strings.Split(r.PostFormValue("cells"+n), ",") {
			p.Cells = append(p.Cells, unknot.CellID(c))
		}
		e.Places = append(e.Places, p)
	}
	said, err := s.readWords(r.Context(), r.PostFormValue("words"), painOf(r), nil)
	if err != nil {
		return e, wrong("words", sentence(err))
	}
	for _, m := range said {
		e.Places = append(e.Places, unknot.PainAt{Cells: m.Cells, Now: m.Intensity, Worst: -1, Average: -1, Quality: m.Quality})
	}
	for _, id := range r.PostForm["did"] {
		d := unknot.Done{Treatment: id, Minutes: -1, Effort: -1}
		if m, err := strconv.ParseFloat(r.PostFormValue("minutes."+id), 64); err == nil {
			d.Minutes = m
		}
		e.Did = append(e.Did, d)
	}
	for _, n := range []struct {
		field, wrong string
		most         float64
		into         *float64
	}{
		{"sleep", msg("Hours of sleep: “%s” is no number from 0 to 24."), 24, &e.Sleep},
		{"stress", msg("Stress: “%s” is no number from 0 to 10."), 10, &e.Stress},
	} {
		v := strings.Replace(strings.TrimSpace(r.PostFormValue(n.field)), ",", ".", 1)
		if v == "" {
			continue
		}
		if *n.into, err = strconv.ParseFloat(v, 64); err != nil || !(*n.into >= 0 && *n.into <= n.most) {
			return e, fault{Field: n.field, Text: tr(r.Context(), n.wrong, v)}
		}
	}
	if len(e.Places) == 0 && len(e.Did) == 0 && e.Note == "" && e.Sleep < 0 && e.Stress < 0 {
		return e, fault{Text: tr(r.Context(), "The entry is empty. Say how it is, what you did, or write a note.")}
	}
	return e, fault{}
}

// diaryDanger asks the danger questions again when something is new.
func (s *Site) diaryDanger(r *http.Request) (view, error) {
	e, err := s.practice.Entry(r.Context(), tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	return view{title: "Safety first", body: diaryDangerPage(s.dangerForm(r, e))}, nil
}

// dangerForm asks what is new about the places of an entry.
func (s *Site) dangerForm(r *http.Request, e unknot.Entry) questionForm {
	person := unknot.Person{Age: -1}
	if raw, err := s.practice.CaseText(r.Context(), tenantOf(r), e.Episode); e.Episode != "" && err == nil {
		if c, err := wire.ReadCase(s.practice.Base, s.practice.Words, raw); err == nil {
			person = c.Person
		}
	}
	var d unknot.Drawing
	for _, p := range e.Places {
		d.Places = append(d.Places, unknot.Place{Cells: p.Cells, Intensity: max(p.Now, 1)})
	}
	return questionForm{Draft: e.ID, Questions: triage.Questions(s.practice.Base, person, d)}
}

// diaryDangerAnswer judges the answers: the entry is kept anew, with them. An
// emergency sign that was left blank is asked again; it is no no.
func (s *Site) diaryDangerAnswer(r *http.Request) (view, error) {
	if err := r.ParseForm(); err != nil {
		return view{}, err
	}
	e, err := s.practice.Entry(r.Context(), tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	said := map[string]unknot.Answer{}
	for name, values := range r.PostForm {
		if id, ok := strings.CutPrefix(name, "danger."); ok && unknot.Answer(values[0]) != unknot.NotAsked {
			said[id] = unknot.Answer(values[0])
		}
	}
	for _, id := range r.PostForm["sign"] { // what was left unticked is not new, says the button
		said[id] = unknot.Yes
	}
	f, blank := s.dangerForm(r, e), 0
	for _, q := range f.Questions {
		switch _, ok := said[q.ID]; {
		case ok || !q.Alone:
		case r.PostFormValue("rest") == "no":
			said[q.ID] = unknot.No
		default:
			blank++
		}
	}
	e.Mends, e.ID = e.ID, rand.Text()
	_, gate, err := s.practice.Log(r.Context(), tenantOf(r), e, said)
	if err != nil {
		return view{}, err
	}
	if gate.Level.StopsPlan() {
		return s.stopFor(r, gate, "/diary"), nil
	}
	if blank > 0 {
		f.Draft, f.Answers, f.Problem = e.ID, said, leftOpen(r, blank)
		return view{status: http.StatusUnprocessableEntity, title: "Safety first", body: diaryDangerPage(f)}, nil
	}
	if len(gate.Reasons) > 0 {
		return view{title: "Look after this", body: diaryLevel(gate)}, nil
	}
	return view{to: "/diary?saved"}, nil
}
