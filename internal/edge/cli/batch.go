package cli

import (
	"fmt"
	"io"
	"os"

	"github.com/unknot/unknot/internal/care"
)

type batchCmd struct {
	File string `arg:"" optional:"" default:"-" help:"Cases, one a line (unknot.case/v1), or - for standard input."`
	Skip int    `default:"0" help:"Lines that an earlier run has done; the last progress line says how many."`
}

// everyLines is how often progress is told.
const everyLines = 10000

// Run answers each line with one line. Bad lines are told on standard error
// and left out; the exit code is then 1.
func (c *batchCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	var in io.Reader = s.in
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return &exit{ExitBadInput, fmt.Sprintf("cannot open the cases: %v", err)}
		}
		defer f.Close()
		in = f
	}
	report, err := p.Batch(in, s.out, c.Skip, func(line int, err error) {
		fmt.Fprintf(s.err, "line %d: %v\n", line, err)
	}, func(r care.BatchReport) {
		if (r.Done+r.Bad)%everyLines == 0 {
			fmt.Fprintf(s.err, "%d lines done\n", r.Lines)
		}
	})
	fmt.Fprintf(s.err, "%d lines: %d answered, %d refused\n", report.Lines, report.Done, report.Bad)
	if err != nil {
		return err
	}
	if report.Bad > 0 {
		return &exit{code: ExitBadInput}
	}
	return nil
}
