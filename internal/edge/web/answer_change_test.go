package web

import (
	"context"
	"strings"
	"testing"
)

// A table of what would change is shown when something in it would, and it is
// said when nothing would put another first.
func TestWhatWouldChangeSaysWhenNothingWould(t *testing.T) {
	row := func(first string, share float64) whatIf {
		return whatIf{Test: "Right upper trapezius", Answer: "nothing", First: first, Share: share}
	}
	for name, c := range map[string]struct {
		rows        []whatIf
		said, table bool
	}{
		"nothing moves":     {[]whatIf{row("A", .85), row("A", .852)}, true, false},
		"the share moves":   {[]whatIf{row("A", .85), row("A", .6)}, true, true},
		"another comes up":  {[]whatIf{row("A", .85), row("B", .4)}, false, true},
		"nothing was tried": {nil, false, false},
	} {
		var out strings.Builder
		f := answerForm{First: "A", FirstShare: .85, WhatIf: c.rows}
		if err := changeSection(f).Render(context.Background(), &out); err != nil {
			t.Fatal(err)
		}
		if page := out.String(); strings.Contains(page, "No single test would change the first.") != c.said || strings.Contains(page, "<table") != c.table {
			t.Errorf("%s:\n%s", name, page)
		}
	}
}
