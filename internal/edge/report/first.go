package report

import (
	"maps"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

// first is the page that a busy person reads. Every part has its place and a
// most number of lines, so that it stays one page whatever was said.
func (s *sheet) first() {
	r := s.r
	s.ink()
	s.SetFont("sans", "B", 16)
	s.CellFormat(inner, 8, s.tr("Pain report"), "", 1, "L", false, 0, "")
	s.blanks()
	s.para(s.who(r), margin, inner, 9.5, false, 2)
	s.soft()
	s.para(s.made(r)+" "+s.span(), margin, inner, 8.5, false, 2)
	s.ink()
	s.Ln(2)
	s.level()
	top := s.GetY() + 3
	right := margin + half + gutter
	s.SetY(top)
	left := top
	if s.o.has("map") {
		s.where(margin, half)
		left = s.GetY()
	}
	if s.o.has("muscles") {
		s.SetY(top)
		s.muscles(right, half)
		left = max(left, s.GetY())
	}
	s.SetY(left + 3)
	if s.o.has("course") {
		s.course(margin, inner)
		s.Ln(3)
	}
	top = s.GetY()
	left = top
	if s.o.has("care") {
		s.tried(margin, half)
		left = s.GetY()
	}
	if s.o.has("questions") {
		s.SetY(top)
		s.questions(right, half)
	}
	s.SetY(max(left, s.GetY()))
}

// blanks are lines for a pen: the name is nowhere in the data.
func (s *sheet) blanks() {
	y := s.GetY()
	s.soft()
	s.SetFont("sans", "", 8)
	s.SetDrawColor(120, 130, 140)
	s.SetLineWidth(.2)
	for _, b := range []struct {
		text    string
		x, wide float64
	}{{s.tr("Name"), pageWide - margin - 92, 56}, {s.tr("Born"), pageWide - margin - 32, 32}} {
		s.SetXY(b.x, y-5)
		s.CellFormat(b.wide, 3, b.text, "", 0, "L", false, 0, "")
		s.Line(b.x, y-1, b.x+b.wide, y-1)
	}
	s.ink()
	s.SetXY(margin, y)
}

func (s *sheet) span() string {
	n := len(s.r.Entries)
	if n == 0 {
		return s.tr("No diary entries in this range.")
	}
	return s.trn(n, "%d diary entry, of %[3]s.", "%d diary entries from %s to %s.", s.Date(s.r.Entries[n-1].At), s.Date(s.r.Entries[0].At))
}

// level is the band with the level of care and the danger answers.
func (s *sheet) level() {
	g := s.r.Answer.Gate
	s.SetFillColor(230, 243, 240)
	if g.Level >= unknot.Soon {
		s.SetFillColor(255, 226, 214)
	}
	telling, no, open := s.answered(s.r)
	y := s.GetY()
	lines := []string{}
	for i, t := range telling {
		if i < 4 {
			lines = append(lines, t)
		}
	}
	if more := len(telling) - len(lines); more > 0 {
		lines = append(lines, s.tr("and %d more, see the appendix", more))
	}
	lines = append(lines, s.counted(no, open))
	s.Rect(margin, y, inner, 9+float64(len(lines))*4.4, "F")
	s.SetXY(margin+3, y+1.5)
	s.para(s.tr("How soon: %s", s.tr(Levels[g.Level])), margin+3, inner-6, 12, true, 1)
	for _, l := range lines {
		s.para(l, margin+3, inner-6, 9, false, 1)
	}
	s.SetY(y + 9 + float64(len(lines))*4.4)
}

// lastSaid is the last pain that the diary says of each zone: of its worst part.
func lastSaid(r care.Report) map[unknot.CellID]float64 {
	last := map[unknot.CellID]float64{}
	for i := len(r.Entries) - 1; i >= 0; i-- {
		now := map[unknot.CellID]float64{}
		for _, at := range r.Entries[i].Places {
			for _, c := range at.Cells {
				if at.Now >= 0 {
					now[body.ZoneOf(c)] = max(now[body.ZoneOf(c)], at.Now)
				}
			}
		}
		maps.Copy(last, now)
	}
	return last
}

// mostPlaces is how many places the first page lists.
const mostPlaces = 5

// where lists the places with their pain: first told, and last logged.
func (s *sheet) where(x, w float64) {
	s.head(s.tr("Where it hurts"), x, w)
	s.prints(x, w)
	last := lastSaid(s.r)
	shown := 0
	for _, p := range s.r.Answer.Case.Drawing.Places {
		names := body.Names(s.base, p.Cells)
		for i, spot := range body.Spots(s.base, p.Cells) {
			if shown++; shown > mostPlaces {
				continue
			}
			s.place(x, w, s.know(names[i]), p.Intensity, last, spot.Zone)
		}
	}
	if shown > mostPlaces {
		s.para(s.trn(shown-mostPlaces, "and %d more place", "and %d more places"), x, w, 8, false, 1)
	}
	s.soft()
	s.para(s.tr("Bars: 0 to 10. Pale: first told. Dark: last logged."), x, w, 7.5, false, 1)
	s.ink()
}

func (s *sheet) place(x, w float64, name string, first float64, last map[unknot.CellID]float64, c unknot.CellID) {
	y := s.GetY()
	text := locale.Capital(name) + ": " + s.score(first)
	s.SetFillColor(176, 214, 216)
	s.Rect(x+w-32, y+.8, 3*first, 1.6, "F")
	if now, ok := last[c]; ok {
		text += ", " + s.tr("now %s", s.score(now))
		s.SetFillColor(11, 95, 110)
		s.Rect(x+w-32, y+2.6, 3*now, 1.6, "F")
	}
	s.para(text, x, w-33, 9, false, 2)
	s.SetY(max(s.GetY(), y+4.8))
}

// muscles lists what fits, with the strongest reasons.
func (s *sheet) muscles(x, w float64) {
	a := s.r.Answer.Assessment
	s.head(s.tr("Pattern consistent with"), x, w)
	if s.r.Answer.Gate.Level.StopsPlan() {
		s.para(s.tr("Not weighed: a danger sign comes first."), x, w, 9, false, 2)
		return
	}
	for _, c := range a.Candidates[:min(mostMuscles, len(a.Candidates))] {
		s.para(locale.Capital(s.cause(c.Muscle, "", c.Side))+": "+s.likely(c.Probability, c.Low, c.High), x, w, 9, true, 2)
		for _, why := range s.reasons(c, mostReasons) {
			s.para(why, x, w, 8, false, 3)
		}
		s.Ln(1.2)
	}
	if a.CannotTell {
		s.para(s.tr("The drawing alone cannot tell which muscle it is."), x, w, 8.5, false, 2)
	}
	for i, c := range a.Lookalikes[:min(mostOther, len(a.Lookalikes))] {
		if i == 0 {
			s.para(s.tr("Other causes to think of"), x, w, 9, true, 1)
		}
		s.bullet(locale.Capital(s.cause("", c.Lookalike, c.Side))+": "+s.share(c.Probability), x, w, 8, 1)
	}
}

func (s *sheet) tried(x, w float64) {
	s.head(s.tr("Care tried"), x, w)
	if len(s.r.Tried) == 0 {
		s.para(s.tr("Nothing was logged."), x, w, 9, false, 1)
		return
	}
	for i, t := range s.r.Tried {
		if i == 6 {
			s.para(s.tr("and %d more", len(s.r.Tried)-6), x, w, 8, false, 1)
			break
		}
		s.bullet(s.done(t), x, w, 8.5, 2)
	}
	s.soft()
	s.para(s.notProof(), x, w, 7.5, false, 3)
	s.ink()
}

func (s *sheet) questions(x, w float64) {
	s.head(s.tr("Questions for the visit"), x, w)
	for i, q := range s.r.Questions {
		if i < 6 && s.GetY() < pageHigh-42 {
			s.bullet(locale.Capital(s.know(q)), x, w, 8.5, 3)
		}
	}
	if s.r.Scans != "" {
		s.Ln(1)
		s.para(s.tr("Scans are not expected to show a knot."), x, w, 8.5, true, 1)
		s.para(s.scans(s.r), x, w, 8, false, 4)
	}
}
