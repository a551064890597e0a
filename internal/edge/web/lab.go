//go:build !js

package web

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"strconv"

	"github.com/unknot/unknot/core/knot"
	"github.com/unknot/unknot/internal/base/zipped"
)

// labRoutes are the knot lab: a page that works by itself, step by step, three
// guided stories, and the same model for its script.
func (s *Site) labRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /lab", s.page(s.lab))
	mux.HandleFunc("POST /lab", s.page(s.labTurn))
	mux.HandleFunc("GET /lab/{story}", s.page(s.labStory))
	mux.HandleFunc("POST /lab/run", labRun)
}

// labPoint is one moment of the lab with what could be felt or seen then.
type labPoint struct {
	Moment knot.Moment `json:"moment"`
	Pain   float64     `json:"pain"`  // NRS 0-10
	PPT    float64     `json:"ppt"`   // kPa
	Flow   float64     `json:"flow"`  // 0-1
	Short  float64     `json:"short"` // of energy, 0-1
}

func pointOf(m knot.Moment, r knot.Reading) labPoint {
	return labPoint{m, r.NRS, r.PPT, r.Flow, r.Short}
}

// labDay is one day of the curves, at 18:00.
type labDay struct {
	Locked float64 `json:"c"`
	Flow   float64 `json:"f"`
	Pain   float64 `json:"p"`
	Did    string  `json:"d,omitempty"` // what was done that day
}

// labState is everything that the page of the lab shows. It travels with the
// page, so that the server keeps nothing.
type labState struct {
	Setting knot.Setting
	Now     labPoint
	Past    []labDay
}

// mostPast is how many days the curves show.
const mostPast = 120

// deskDay is how the lab begins: a long desk day without breaks.
var deskDay = knot.Setting{Load: .05, Breaks: 0, Stress: .2, Sleep: 7.5}

func labStart() labState {
	p := knot.Default()
	m := knot.Moment{State: knot.Healthy}
	r := m.Next(deskDay, &p)
	return labState{Setting: deskDay, Now: pointOf(m, r)}
}

// live lets hours pass, hour by hour, and adds each evening to the curves.
func (l *labState) live(hours int, did string) {
	p := knot.Default()
	for range hours {
		r := l.Now.Moment.Next(l.Setting, &p)
		if l.Now = pointOf(l.Now.Moment, r); l.Now.Moment.Hour%24 == 18 {
			l.Past = append(l.Past, labDay{round3(l.Now.Moment.State.C), round3(r.Flow), round3(r.NRS), did})
			did = ""
		}
	}
	if over := len(l.Past) - mostPast; over > 0 {
		l.Past = l.Past[over:]
	}
}

// first is the number of the day that the curves begin with: early days fall
// off when there are too many.
func (l *labState) first() int { return max(1, (l.Now.Moment.Hour+6)/24-len(l.Past)+1) }

func round3(x float64) float64 { return math.Round(x*1000) / 1000 }

// labActs are the buttons: what is done, and how much of it.
var labActs = []struct {
	Kind, Name, Much string
	Dose             float64
}{
	{"press", msg("Press"), msg("90 seconds"), 90},
	{"stretch", msg("Stretch"), msg("60 seconds"), 60},
	{"heat", msg("Warm pack"), msg("20 minutes"), 20},
	{"needling", msg("Needle"), msg("by a professional"), 1},
	{"rest", msg("Rest"), msg("a day without load"), 24},
}

func doseOf(kind string) (float64, bool) {
	for _, a := range labActs {
		if a.Kind == kind {
			return a.Dose, true
		}
	}
	return 0, false
}

// brief rounds a point to what a line of text needs: a hundred thousandth of
// each state is far below what the model knows.
func brief(p labPoint) labPoint {
	cut := func(x *float64) { *x = math.Round(*x*1e5) / 1e5 }
	x, l := &p.Moment.State, &p.Moment.Left
	for _, v := range []*float64{&x.C, &x.I, &x.S, &x.W, &x.A, &x.K, &l.Gate, &l.Numb, &l.Sore, &l.Quiet, &p.Flow, &p.Short} {
		cut(v)
	}
	p.Pain, p.PPT = round3(p.Pain), math.Round(p.PPT*10)/10
	return p
}

func (s *Site) lab(*http.Request) (view, error) {
	return labView(labStart(), ""), nil
}

func labView(l labState, fault string) view {
	return view{title: "Knot lab", wide: true, body: labPage(l, fault), styles: []string{"dist/lab.css"}, script: []string{"dist/lab.js"}}
}

// labTurn is the lab without a script: the sliders and one button, then the
// page as it is some days later.
func (s *Site) labTurn(r *http.Request) (view, error) {
	l := labStart()
	if err := r.ParseForm(); err != nil {
		return labView(l, msg("The form could not be read.")), nil
	}
	l, err := labForm(r, l)
	if err != nil {
		v := labView(labStart(), err.Error())
		v.status = http.StatusBadRequest
		return v, nil
	}
	days, _ := strconv.Atoi(r.PostFormValue("days")) // unsaid is 0
	did := r.PostFormValue("act")
	if did != "" {
		p := knot.Default()
		dose, ok := doseOf(did)
		if !ok {
			return labView(l, fmt.Sprintf("There is no %q here.", did)), nil
		}
		if err := l.Now.Moment.Do(knot.Act{Kind: did, Dose: dose}, &p); err != nil {
			return labView(l, err.Error()), nil
		}
	}
	if did != "" {
		days = max(days, 1)
	}
	l.live(24*min(max(days, 0), 28), did)
	return labView(l, ""), nil
}

// labForm reads sliders, moment and curves from the form, and refuses what the
// model cannot have made.
func labForm(r *http.Request, l labState) (labState, error) {
	number := func(name string, by float64, into *float64) error {
		text := r.PostFormValue(name)
		if text == "" {
			return nil
		}
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return fmt.Errorf("%s is %q; give a number", name, text)
		}
		*into = x * by
		return nil
	}
	for _, f := range []struct {
		name string
		by   float64
		into *float64
	}{{"load", .01, &l.Setting.Load}, {"breaks", .01, &l.Setting.Breaks}, {"stress", .01, &l.Setting.Stress}, {"sleep", 1, &l.Setting.Sleep}} {
		if err := number(f.name, f.by, f.into); err != nil {
			return l, err
		}
	}
	if err := l.Setting.Check(); err != nil {
		return l, err
	}
	if text := r.PostFormValue("now"); text != "" {
		if err := json.Unmarshal([]byte(text), &l.Now); err != nil {
			return l, fmt.Errorf("the state of the lab cannot be read; begin again")
		}
	}
	if text := r.PostFormValue("past"); text != "" {
		if err := json.Unmarshal([]byte(text), &l.Past); err != nil || len(l.Past) > mostPast {
			return l, fmt.Errorf("the curves of the lab cannot be read; begin again")
		}
	}
	for i := range l.Past {
		d := &l.Past[i]
		d.Locked, d.Flow, d.Pain = min(max(d.Locked, 0), 1), min(max(d.Flow, 0), 1), min(max(d.Pain, 0), 10)
	}
	return l, l.Now.Moment.Check()
}

// labAsk is what the script asks for: from a moment, with a setting, after some
// acts, so many hours, a point every few hours.
type labAsk struct {
	Moment  knot.Moment  `json:"moment"`
	Setting knot.Setting `json:"setting"`
	Acts    []knot.Act   `json:"acts"`
	Hours   int          `json:"hours"`
	Every   int          `json:"every"`
}

// Most that one question of the script may ask for.
const mostLabHours, mostLabActs = 24 * 60, 50

// labRun runs the model for the script of the page.
func labRun(w http.ResponseWriter, r *http.Request) {
	var ask labAsk
	if err := json.NewDecoder(r.Body).Decode(&ask); err != nil {
		http.Error(w, "the question cannot be read: "+err.Error(), http.StatusBadRequest)
		return
	}
	points, err := ask.points()
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	raw, err := json.Marshal(points)
	if err != nil {
		http.Error(w, "the answer could not be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	zipped.Write(w, r, http.StatusOK, raw)
}

func (ask *labAsk) points() ([]labPoint, error) {
	if ask.Hours < 1 || ask.Hours > mostLabHours || ask.Every < 1 || ask.Every > 24 || len(ask.Acts) > mostLabActs {
		return nil, fmt.Errorf("%d hours, a point every %d, %d acts; give 1 to %d hours, 1 to 24, at most %d", ask.Hours, ask.Every, len(ask.Acts), mostLabHours, mostLabActs)
	}
	if err := ask.Setting.Check(); err != nil {
		return nil, err
	}
	m := ask.Moment
	if err := m.Check(); err != nil {
		return nil, err
	}
	p := knot.Default()
	for _, a := range ask.Acts {
		if err := m.Do(a, &p); err != nil {
			return nil, err
		}
	}
	points := make([]labPoint, 0, ask.Hours/ask.Every+1)
	for h := 1; h <= ask.Hours; h++ {
		if r := m.Next(ask.Setting, &p); h%ask.Every == 0 {
			points = append(points, brief(pointOf(m, r)))
		}
	}
	return points, nil
}
