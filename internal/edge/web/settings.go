//go:build !js

package web

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

func (s *Site) settingsRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /settings", s.page(s.settings))
	mux.HandleFunc("POST /settings", s.settingsKeep)
	mux.HandleFunc("POST /data/import", s.page(s.bringIn))
	mux.HandleFunc("GET /report", s.page(s.reportList))
}

// settingsForm is the settings as their page shows them.
type settingsForm struct {
	care.Preferences
	Number  string // the emergency number that holds without one of the person's own
	Tools   []knowledge.Named
	Owns    map[string]bool
	Figures []choice
	Themes  []choice
	PushKey string // of this server, for browsers; "" when there is none
	At      string // when to be reminded of the diary, or ""
	Session string
	Episode string // whose plan the calendar is, or ""
	Saved   bool
	Problem fault
}

var (
	figures = []choice{{"", msg("Neutral")}, {"female", msg("Female")}, {"male", msg("Male")}}
	looksOf = []choice{{"", msg("As the device says")}, {"light", msg("Light")}, {"dark", msg("Dark")}}
)

func (s *Site) settings(r *http.Request) (view, error) {
	prefs, err := care.Prefs.Get(r.Context(), s.practice, tenantOf(r), "")
	if err != nil {
		return view{}, err
	}
	f, err := s.settingsForm(r, prefs.Body)
	f.Saved = r.URL.Query().Has("saved")
	return view{title: "Settings", body: settingsPage(f), script: []string{"dist/remind.js"}}, err
}

func (s *Site) settingsForm(r *http.Request, p care.Preferences) (settingsForm, error) {
	f := settingsForm{Preferences: p, Tools: s.practice.Base.Tools, Owns: map[string]bool{}, Figures: figures, Themes: looksOf}
	if f.Preferences.Theme == "" {
		f.Preferences.Theme = themeOf(r)
	}
	f.Preferences.Units = string(locale.From(r.Context()).Units)
	f.Preferences.Language = locale.From(r.Context()).Code
	f.PushKey = s.pushKey(r)
	f.Number, _ = locale.From(r.Context()).Emergency()
	for _, t := range p.Tools {
		f.Owns[t] = true
	}
	for _, m := range p.Reminders {
		switch m.What {
		case "log":
			f.At = m.At
		case "session":
			f.Session = m.At
		}
	}
	k, ok, err := s.practice.OpenEpisode(r.Context(), tenantOf(r))
	if ok {
		f.Episode = k.ID
	}
	return f, err
}

// settingsKeep keeps the settings for the person, and those of look and
// language in the browser too, so that they hold before signing in.
func (s *Site) settingsKeep(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm() // what cannot be read is missing, and said to be
	l := locale.From(r.Context())
	prefs, err := care.Prefs.Get(r.Context(), s.practice, tenantOf(r), "")
	if err == nil {
		b := &prefs.Body
		b.Figure, b.Theme, b.Units, b.Zone = r.PostFormValue("figure"), r.PostFormValue("theme"), r.PostFormValue("units"), strings.TrimSpace(r.PostFormValue("zone"))
		b.Emergency, b.Tools = strings.TrimSpace(r.PostFormValue("emergency")), r.PostForm["tools"]
		if chosen, ok := locale.Named(r.PostFormValue("lang")); ok {
			b.Language, l.Language = chosen.Code, chosen
		}
		b.Reminders = b.Reminders[:0]
		for _, what := range []string{"log", "session"} {
			if at := r.PostFormValue("remind." + what); at != "" {
				b.Reminders = append(b.Reminders, care.Reminder{What: what, At: at})
			}
		}
		_, err = care.Prefs.Put(r.Context(), s.practice, tenantOf(r), prefs)
	}
	bad, _ := errors.AsType[*unknot.Error](err)
	if bad != nil && bad.Kind == unknot.Invalid {
		s.page(func(r *http.Request) (view, error) {
			f, err := s.settingsForm(r, prefs.Body)
			f.Problem, _ = faultOf(bad)
			return view{status: http.StatusUnprocessableEntity, title: "Settings", body: settingsPage(f), script: []string{"dist/remind.js"}}, err
		})(w, r)
		return
	}
	if err != nil {
		s.page(func(*http.Request) (view, error) { return view{}, err })(w, r)
		return
	}
	units := "kPa"
	if prefs.Body.Units == string(locale.KgPerCm2) {
		units = "kg"
	}
	for name, value := range map[string]string{"lang": l.Code, "theme": prefs.Body.Theme, "units": units} {
		choose(w, r, name, value)
	}
	http.Redirect(w, r, "/settings?saved", http.StatusSeeOther)
}

// mostImport is the largest archive that the page takes, in bytes.
const mostImport = 64 << 20

// bringIn reads an archive that this or another unknot handed out.
func (s *Site) bringIn(r *http.Request) (view, error) {
	file, head, err := r.FormFile("archive")
	if err != nil {
		return view{status: http.StatusUnprocessableEntity, title: "Your data", body: message("Nothing was brought in", tr(r.Context(), "Choose a file first: the one that “Download everything” made."))}, nil
	}
	defer file.Close()
	done, err := s.practice.Import(r.Context(), tenantOf(r), file, head.Size, archive.Key{})
	if text, ok := publicText(err); ok {
		return view{status: http.StatusUnprocessableEntity, title: "Your data", body: message("Nothing was brought in", text)}, nil
	}
	if err != nil {
		return view{status: http.StatusUnprocessableEntity, title: "Your data", body: message("Nothing was brought in", tr(r.Context(), "This file is no archive of unknot, or it is damaged."))}, nil
	}
	return view{title: "Your data", body: message("Brought in", trn(r.Context(), int(done.Added), "%[1]d new record. %[2]d were there already.", "%[1]d new records. %[2]d were there already.", int(done.There)))}, nil
}

// reportList leads to the report of each complaint.
func (s *Site) reportList(r *http.Request) (view, error) {
	list, err := s.practice.Recent(r.Context(), tenantOf(r), mostKept)
	return view{title: "Report", body: reportListPage(list)}, err
}

// localZone is the name of the time zone of this computer, when it has one.
func localZone() string {
	if name := time.Local.String(); name != "Local" {
		return name
	}
	return ""
}
