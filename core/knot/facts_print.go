package knot

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// PrintFacts writes the table: fact, measured, tolerance, model, pass, and what
// part the fact had when numbers were chosen.
func PrintFacts(w io.Writer, list []Fact) error {
	wide := 0
	for _, f := range list {
		wide = max(wide, utf8.RuneCountInString(f.Words))
	}
	for _, f := range list {
		verdict := "pass"
		if !f.Pass() {
			verdict = "FAIL"
		}
		if _, err := fmt.Fprintf(w, "%-4s %-*s  %8.3f in %g to %g: %s, %s; measured %s (%s)\n",
			f.ID, wide, f.Words, f.Model, f.Low, f.High, verdict, f.Use, f.Measured, f.Source); err != nil {
			return err
		}
	}
	pass, all := Rows(list)
	if _, err := fmt.Fprintf(w, "%d of %d rows pass\n", pass, all); err != nil {
		return err
	}
	for _, use := range []Use{Tuned, Watched, HeldOut} {
		good, n := 0, 0
		for _, f := range list {
			if f.Use == use {
				n++
				if f.Pass() {
					good++
				}
			}
		}
		if _, err := fmt.Fprintf(w, "%s: %d of %d numbers\n", use, good, n); err != nil {
			return err
		}
	}
	return nil
}
