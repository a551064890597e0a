package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/body/figure"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
)

// viewOf is the view of a figure that a path names, or nil.
func viewOf(r *http.Request) *figure.View {
	if name := r.PathValue("figure"); slices.Contains(figure.Names, name) {
		return figure.Of(name, r.PathValue("view"))
	}
	return nil
}

// figureView sends one view of a figure for the map, which asks for all but
// front and back when they are first looked at.
func (s *Site) figureView(w http.ResponseWriter, r *http.Request) {
	v := viewOf(r)
	if v == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "private, max-age=3600")
	w.Header().Add("Vary", "Cookie, Accept-Language") // the name is in the language of the reader
	_ = bodyView(v).Render(r.Context(), w)            // the reader has gone; there is nobody to tell
}

// figureMuscles sends the muscles under the skin of one view, for the map, which
// asks for them when they are first to be shown.
func (s *Site) figureMuscles(w http.ResponseWriter, r *http.Request) {
	v := viewOf(r)
	if v == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "private, max-age=3600")
	_, _ = io.WriteString(w, v.MuscleLayer()) // the reader has gone; there is nobody to tell
}

// marked is a place as the map sends it.
type marked struct {
	Cells     []unknot.CellID `json:"cells"`
	Intensity float64         `json:"intensity"`
	Quality   []string        `json:"quality,omitempty"`
}

// gather makes one drawing of what came in by any way: every cell once, with
// its strongest pain and all its qualities, cells alike in both as one place, a
// zone instead of all its cells. So the same intent gives the same drawing,
// whichever way was taken.
func gather(all []marked) []marked {
	type mark struct {
		cell    unknot.CellID
		pain    float64
		quality []string
	}
	at := map[unknot.CellID]int{}
	var marks []mark
	put := func(c unknot.CellID, p marked) {
		i, ok := at[c]
		if !ok {
			i = len(marks)
			at[c] = i
			marks = append(marks, mark{cell: c})
		}
		marks[i].pain = max(marks[i].pain, p.Intensity)
		marks[i].quality = append(marks[i].quality, p.Quality...)
	}
	for _, p := range all {
		for _, c := range p.Cells {
			fine := body.Expand(c)
			for _, f := range fine {
				put(f, p)
			}
			if fine == nil { // refused later, with its name
				put(c, p)
			}
		}
	}
	slices.SortFunc(marks, func(a, b mark) int { return strings.Compare(string(a.cell), string(b.cell)) })
	places := []marked{}
	for _, m := range marks {
		slices.Sort(m.quality)
		m.quality = slices.Compact(m.quality)
		i := slices.IndexFunc(places, func(p marked) bool { return p.Intensity == m.pain && slices.Equal(p.Quality, m.quality) })
		if i < 0 {
			i = len(places)
			places = append(places, marked{Intensity: m.pain, Quality: m.quality})
		}
		places[i].Cells = append(places[i].Cells, m.cell)
	}
	for i := range places {
		places[i].Cells = body.Fold(places[i].Cells)
	}
	slices.SortStableFunc(places, func(a, b marked) int {
		switch {
		case a.Intensity > b.Intensity:
			return -1
		case a.Intensity < b.Intensity:
			return 1
		}
		return 0
	})
	return places
}

// unclearError is a question back about words.
type unclearError struct{ ask *body.Ask }

func (e *unclearError) Error() string { return e.ask.Text }

// readWords turns the words box into places; pain and quality hold where the
// words say none. The words may be of the reader's language, and so are those of
// a question back.
func (s *Site) readWords(ctx context.Context, text string, pain float64, quality []string) ([]marked, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	text, back := locale.From(ctx).Read(text)
	found, err := s.practice.Words.Places(text)
	if err != nil {
		return nil, err
	}
	var out []marked
	for _, f := range found {
		if f.Ask != nil {
			ask := body.Ask{Text: f.Ask.Text, Of: back(f.Ask.Of)}
			for _, c := range f.Ask.Choices {
				ask.Choices = append(ask.Choices, know(ctx, c))
			}
			return nil, &unclearError{&ask}
		}
		p := marked{Cells: f.Cells, Intensity: pain, Quality: f.Quality}
		if f.HasIntensity {
			p.Intensity = f.Intensity
		}
		if len(p.Quality) == 0 {
			p.Quality = quality
		}
		out = append(out, p)
	}
	return out, nil
}

// words answers the map's question what a phrase means, as JSON. It keeps
// nothing.
func (s *Site) words(w http.ResponseWriter, r *http.Request) {
	var answer struct {
		Places  []marked `json:"places"`
		Problem string   `json:"problem,omitempty"`
		Of      string   `json:"of,omitempty"`
		Choices []string `json:"choices,omitempty"`
	}
	if err := r.ParseForm(); err != nil {
		answer.Problem = tr(r.Context(), "The words could not be read. Please try again.")
	}
	places, err := s.readWords(r.Context(), r.PostFormValue("words"), painOf(r), qualitiesOf(r.PostForm["quality"]))
	var unclear *unclearError
	switch {
	case errors.As(err, &unclear):
		answer.Problem, answer.Of, answer.Choices = know(r.Context(), unclear.ask.Text), unclear.ask.Of, unclear.ask.Choices
	case err != nil:
		answer.Problem = locale.From(r.Context()).Quotes(know(r.Context(), sentence(err)))
	}
	answer.Places = append([]marked{}, places...)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(answer) // the reader has gone; there is nobody to tell
}

// cellNames says cells in the language of the reader, a name for each zone of
// each side: "right calf (upper inner part)".
func cellNames(ctx context.Context, base *knowledge.Base, cells []unknot.CellID) []string {
	var out []string
	for _, spot := range body.Spots(base, cells) {
		name := know(ctx, body.ZoneName(base, spot.Zone))
		if len(spot.Parts) > 0 {
			parts := make([]string, len(spot.Parts))
			for i, p := range spot.Parts {
				parts[i] = know(ctx, p)
			}
			name += " (" + strings.Join(parts, ", ") + ")"
		}
		out = append(out, name)
	}
	return out
}

// painOf reads the pain scale of the form; 5 when it says nothing.
func painOf(r *http.Request) float64 {
	if n, err := strconv.Atoi(r.PostFormValue("pain")); err == nil && n >= 1 && n <= 10 {
		return float64(n)
	}
	return 5
}

// qualitiesOf keeps the qualities that exist, sorted.
func qualitiesOf(said []string) []string {
	var out []string
	for _, q := range unknot.Qualities {
		if slices.Contains(said, q) {
			out = append(out, q)
		}
	}
	return out
}
