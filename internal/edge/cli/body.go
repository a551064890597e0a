package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/drawing"
	"github.com/unknot/unknot/internal/care"
)

type bodyCmd struct {
	List     bodyListCmd     `cmd:"" help:"List every cell of the body."`
	Find     bodyFindCmd     `cmd:"" help:"Find the cells that words mean."`
	Describe bodyDescribeCmd `cmd:"" help:"Say a drawing in a sentence, with its extent."`
	Render   bodyRenderCmd   `cmd:"" help:"Draw a drawing as SVG or PNG."`
	Convert  bodyConvertCmd  `cmd:"" help:"Turn a drawing into CHOIR segments, or back."`
}

type bodyFindCmd struct {
	Words []string `arg:"" help:"Such as: right temple."`
}

// Run prints the cells, or asks back when the words could mean several.
func (c *bodyFindCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	found, err := p.Words.Find(strings.Join(c.Words, " "))
	if err != nil {
		return &exit{ExitBadInput, err.Error()}
	}
	if found.Ask != nil {
		return &exit{ExitBadInput, found.Ask.Text + " " + strings.Join(found.Ask.Choices, ", ")}
	}
	for _, zone := range found.Cells {
		for _, id := range body.Expand(zone) {
			cell, _ := body.CellOf(id)
			if _, err := fmt.Fprintf(s.out, "%-40s %s\n", cell.ID, cell.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

// sheetFile is the drawing that several commands take.
type sheetFile struct {
	File string `arg:"" help:"A drawing (unknot.drawing/v1), or - for standard input."`
}

func (f *sheetFile) bytes(s *streams) ([]byte, error) {
	in := s.in
	if f.File != "-" {
		file, err := os.Open(f.File)
		if err != nil {
			return nil, &exit{ExitBadInput, fmt.Sprintf("cannot open the drawing: %v", err)}
		}
		defer file.Close()
		in = file
	}
	raw, err := io.ReadAll(io.LimitReader(in, drawing.MaxBytes+1))
	if err != nil {
		return nil, &exit{ExitBadInput, fmt.Sprintf("cannot read the drawing: %v", err)}
	}
	return raw, nil
}

func (f *sheetFile) read(s *streams) (drawing.Sheet, error) {
	raw, err := f.bytes(s)
	if err != nil {
		return drawing.Sheet{}, err
	}
	sheet, err := drawing.Read(raw)
	var public *unknot.Error
	if errors.As(err, &public) {
		return sheet, &exit{ExitBadInput, f.File + ": " + public.Public}
	}
	return sheet, err
}

type bodyDescribeCmd struct {
	sheetFile
}

// Run says where it hurts and how much of the body that is.
func (c *bodyDescribeCmd) Run(s *streams) error {
	sheet, err := c.read(s)
	if err != nil {
		return err
	}
	p, err := care.Open()
	if err != nil {
		return err
	}
	e := drawing.Measure(p.Base, sheet.Cells())
	_, err = fmt.Fprintf(s.out, "%s\n%.1f %% of the skin, %d zones, regions: %s\n", body.Describe(p.Base, sheet.Drawing()), e.Percent, e.Zones, strings.Join(e.Regions, ", "))
	return err
}

type bodyConvertCmd struct {
	sheetFile
	To     string `enum:"choir,drawing" default:"choir" help:"choir, or drawing for the way back from a list of segments."`
	Figure string `enum:"standard,female" default:"standard" help:"Which CHOIR picture numbers the segments."`
}

// Run writes segments as JSON, or reads them and writes a drawing.
func (c *bodyConvertCmd) Run(s *streams) error {
	picture := drawing.Picture(c.Figure)
	if c.To == "choir" {
		sheet, err := c.read(s)
		if err != nil {
			return err
		}
		raw, err := json.Marshal(drawing.ToCHOIR(sheet.Drawing(), picture))
		if err != nil {
			return fmt.Errorf("write the segments: %w", err)
		}
		_, err = fmt.Fprintln(s.out, string(raw))
		return err
	}
	raw, err := c.bytes(s)
	if err != nil {
		return err
	}
	var segments []drawing.Segment
	if err := json.Unmarshal(raw, &segments, json.RejectUnknownMembers(true)); err != nil {
		return &exit{ExitBadInput, c.File + ": this is no list of segments; give [{\"segment\": 111, \"intensity\": 4}]"}
	}
	d, err := drawing.FromCHOIR(segments, picture)
	if err != nil {
		return &exit{ExitBadInput, c.File + ": " + err.Error()}
	}
	sheet := drawing.Sheet{Format: drawing.Format, Figure: body.FigureVersion, Places: []drawing.Place{}}
	for _, p := range d.Places {
		sheet.Places = append(sheet.Places, drawing.Place{Cells: p.Cells, Intensity: p.Intensity})
	}
	out, err := drawing.Write(sheet)
	if err != nil {
		return err
	}
	_, err = s.out.Write(out)
	return err
}
