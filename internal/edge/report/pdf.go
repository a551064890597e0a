package report

import (
	"io"
	"strings"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

// Millimetres of an A4 page.
const (
	pageWide, pageHigh = 210.0, 297.0
	margin             = 15.0
	inner              = pageWide - 2*margin
	gutter             = 6.0
	half               = (inner - gutter) / 2
)

// sheet is a PDF that is being written.
type sheet struct {
	*fpdf.Fpdf
	voice
	r care.Report
	o Options
}

// PDF writes the report. The same report gives the same bytes.
func PDF(w io.Writer, base *knowledge.Base, r care.Report, o Options) error {
	s := &sheet{fpdf.New("P", "mm", "A4", ""), o.voice(base), r, o}
	s.SetCatalogSort(true)
	s.SetCreationDate(r.Made)
	s.SetModificationDate(r.Made)
	s.SetProducer("unknot", true)
	s.SetTitle(s.tr("Pain report"), true)
	s.SetLang(s.Code)
	s.AddUTF8FontFromBytes("sans", "", liberationsansregular.TTF)
	s.AddUTF8FontFromBytes("sans", "B", liberationsansbold.TTF)
	s.SetMargins(margin, margin, margin)
	s.SetCellMargin(0) // text and boxes share one edge
	s.SetAutoPageBreak(false, 18)
	s.SetFooterFunc(s.footer)
	s.AliasNbPages("{pages}")
	s.AddPage()
	s.first()
	s.SetAutoPageBreak(true, 18)
	s.appendix()
	return s.Output(w)
}

// Ink of text and of lines: dark enough for a poor printer.
func (s *sheet) ink()  { s.SetTextColor(20, 28, 36) }
func (s *sheet) soft() { s.SetTextColor(80, 90, 100) }

func (s *sheet) footer() {
	s.SetY(-14)
	s.soft()
	s.SetFont("sans", "", 7)
	s.MultiCell(inner, 3, s.disclaimer()+" "+s.tr("Knowledge %s", s.base.Version)+". "+s.tr("Page %d of %s.", s.PageNo(), "{pages}"), "", "L", false)
	s.ink()
}

func (s *sheet) head(text string, x, w float64) {
	s.SetX(x)
	s.SetFont("sans", "B", 10)
	s.SetTextColor(11, 95, 110)
	s.CellFormat(w, 5.5, text, "", 1, "L", false, 0, "")
	s.ink()
}

// para writes text of a size into a column, at most so many lines.
func (s *sheet) para(text string, x, w, size float64, bold bool, most int) {
	style := ""
	if bold {
		style = "B"
	}
	s.SetFont("sans", style, size)
	lines := s.split(text, w-2)
	if len(lines) > most {
		lines = lines[:most]
		lines[most-1] += " …"
	}
	for _, line := range lines {
		s.SetX(x)
		s.CellFormat(w, size*.46, line, "", 1, "L", false, 0, "")
	}
}

// split breaks text into lines of a width; what is joined by a space that must
// not break, as "85 %", stays together.
func (s *sheet) split(text string, w float64) []string {
	const joined, asWide = "\u00a0", "\\" // the library breaks at every kind of space; no text of ours has this sign
	lines := s.SplitText(strings.ReplaceAll(text, joined, asWide), w)
	for i := range lines {
		lines[i] = strings.ReplaceAll(lines[i], asWide, joined)
	}
	return lines
}

func (s *sheet) bullet(text string, x, w, size float64, most int) {
	s.SetFont("sans", "", size)
	s.room(float64(min(len(s.split(text, w-5)), most)) * size * .46) // the dot and its text must not part, nor a source and its number
	y := s.GetY()
	s.SetXY(x, y)
	s.SetFont("sans", "", size)
	s.CellFormat(3, size*.46, "•", "", 0, "L", false, 0, "")
	s.SetY(y)
	s.para(text, x+3, w-3, size, false, most)
}
