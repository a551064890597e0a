//go:build !js

package care

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/unknot/unknot/core/wire"
)

// BatchReport counts what a batch did.
type BatchReport struct {
	Lines int // read, those skipped at the start included
	Done  int
	Bad   int
}

// Batch reads cases, one a line, and writes assessments, one a line and in the
// same order. A bad line is told to bad with its number and left out. skip
// passes over lines that an earlier run has done; tick hears of progress.
//
// Lines are worked on side by side, but no more than a few for each processor
// are held at a time: memory stays flat however long the input is.
func (p *Practice) Batch(in io.Reader, out io.Writer, skip int, bad func(line int, err error), tick func(BatchReport)) (BatchReport, error) {
	type job struct {
		line   int
		answer chan []byte
		err    error
	}
	workers := runtime.GOMAXPROCS(0)
	order := make(chan *job, 4*workers)
	slots := make(chan struct{}, workers)
	var readErr error
	lines := 0
	go func() {
		defer close(order)
		scan := bufio.NewScanner(in)
		scan.Buffer(make([]byte, 64<<10), wire.MaxBytes+1)
		for scan.Scan() {
			lines++
			if lines <= skip || len(bytes.TrimSpace(scan.Bytes())) == 0 {
				continue
			}
			j := &job{line: lines, answer: make(chan []byte, 1)}
			raw := bytes.Clone(scan.Bytes())
			order <- j
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				var text []byte
				text, j.err = p.assessLine(raw)
				j.answer <- text
			}()
		}
		readErr = scan.Err()
	}()
	var report BatchReport
	w := bufio.NewWriter(out)
	var writeErr error
	for j := range order { // keeps draining after a failed write, so that no worker hangs
		text := <-j.answer
		report.Lines = j.line
		if j.err != nil {
			report.Bad++
			bad(j.line, j.err)
		} else {
			report.Done++
			if writeErr == nil {
				_, writeErr = w.Write(text)
			}
		}
		tick(report)
	}
	report.Lines = max(report.Lines, lines)
	if errors.Is(readErr, bufio.ErrTooLong) {
		readErr = fmt.Errorf("line %d is longer than %d bytes; a case is shorter", lines+1, wire.MaxBytes)
	}
	return report, errors.Join(readErr, writeErr, w.Flush())
}

// assessLine answers one case as one line of JSON: chances, levels and limits,
// without the reasons and ranges that take solving the case many times over.
func (p *Practice) assessLine(raw []byte) ([]byte, error) {
	c, err := wire.ReadCase(p.Base, p.Words, raw)
	if err != nil {
		return nil, err
	}
	a := Answer{Case: c}
	if a.Gate, err = p.screen(c); err != nil {
		return nil, err
	}
	if !a.Gate.Level.StopsPlan() {
		a.Assessment, err = p.Engine().Infer(c.ToInfer(true))
		if err != nil {
			return nil, err
		}
	}
	return wire.WriteAssessmentLine(p.Base, a.Gate, a.Assessment)
}
