//go:build !js

package care

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/base/archive"
	"github.com/unknot/unknot/internal/store"
)

var (
	diaryHead   = []string{"entry", "time", "episode", "place", "cells", "pain_now", "pain_worst", "pain_average", "sleep_hours", "stress", "note"}
	sessionHead = []string{"entry", "time", "episode", "treatment", "minutes", "effort"}
)

// exportCSV writes the diary as two tables for spreadsheets. The entries are
// read once for each, so that none need be held.
func (p *Practice) exportCSV(ctx context.Context, w *archive.Writer, r *store.Reading, tenant string) error {
	mended := map[string]bool{} // only ids of corrected entries are held
	err := r.Rows(ctx, "entry", tenant, func(line []byte) error {
		var row struct{ Mends string }
		err := json.Unmarshal(line, &row)
		if row.Mends != "" {
			mended[row.Mends] = true
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, file := range []struct {
		name  string
		head  []string
		lines func(unknot.Entry) [][]string
	}{{"diary.csv", diaryHead, p.diaryLines}, {"sessions.csv", sessionHead, sessionLines}} {
		body, err := w.Create(file.name)
		if err != nil {
			return err
		}
		out := csv.NewWriter(body)
		_ = out.Write(file.head) // out.Error tells below
		err = r.Rows(ctx, "entry", tenant, func(line []byte) error {
			e, ok := p.entryOf(line)
			if !ok || mended[e.ID] {
				return nil
			}
			for _, l := range file.lines(e) {
				w.Row()
				_ = out.Write(l) // out.Error tells below
			}
			return out.Error()
		})
		out.Flush()
		if err == nil {
			err = out.Error()
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// entryOf reads an entry from its row. A document that this knowledge cannot
// read, such as one with a treatment that is gone, stays in the records only.
func (p *Practice) entryOf(line []byte) (unknot.Entry, bool) {
	var row struct{ Doc string }
	if err := json.Unmarshal(line, &row); err != nil {
		return unknot.Entry{}, false
	}
	e, err := wire.ReadEntry(p.Base, []byte(row.Doc))
	return e, err == nil
}

func (p *Practice) diaryLines(e unknot.Entry) [][]string {
	places := e.Places
	if len(places) == 0 {
		places = []unknot.PainAt{{Now: -1, Worst: -1, Average: -1}}
	}
	var out [][]string
	for _, at := range places {
		var cells []string
		for _, c := range at.Cells {
			cells = append(cells, string(c))
		}
		out = append(out, []string{calm(e.ID), e.At.UTC().Format(time.RFC3339), calm(e.Episode), strings.Join(body.Names(p.Base, at.Cells), "; "), strings.Join(cells, " "),
			number(at.Now), number(at.Worst), number(at.Average), number(e.Sleep), number(e.Stress), calm(e.Note)})
	}
	return out
}

func sessionLines(e unknot.Entry) [][]string {
	var out [][]string
	for _, d := range e.Did {
		out = append(out, []string{calm(e.ID), e.At.UTC().Format(time.RFC3339), calm(e.Episode), d.Treatment, number(d.Minutes), number(d.Effort)})
	}
	return out
}

// number prints a number, and nothing for -1, which means unsaid.
func number(x float64) string {
	if x < 0 {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// calm keeps spreadsheets from running text as a formula
// (owasp.org/www-community/attacks/CSV_Injection).
func calm(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
