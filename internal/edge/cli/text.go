package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// width is the page that every table fits: the oldest terminal there is.
const width = 80

// text writes wrapped paragraphs and remembers the first write error.
type text struct {
	w   io.Writer
	err error
}

func newText(w io.Writer) *text { return &text{w: w} }

func (t *text) line(s string) {
	if t.err == nil {
		_, t.err = fmt.Fprintln(t.w, strings.TrimRight(s, " "))
	}
}

// head writes a heading with a rule below and a blank line above.
func (t *text) head(s string) {
	t.line("")
	t.line(s)
	t.line(strings.Repeat("─", min(utf8.RuneCountInString(s), width)))
}

// para writes a wrapped paragraph behind an indent.
func (t *text) para(s, indent string) { t.wrap(indent, indent, s) }

// hang writes a label and a paragraph that hangs behind it.
func (t *text) hang(label, s string) {
	t.wrap(label, strings.Repeat(" ", utf8.RuneCountInString(label)), s)
}

func (t *text) wrap(first, rest, s string) {
	line, empty := first, true
	for _, word := range strings.Fields(s) {
		switch {
		case empty:
			line += word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			t.line(line)
			line = rest + word
		default:
			line += " " + word
		}
		empty = false
	}
	t.line(line)
}

// bar draws a share of 0-1 as a bar of n characters.
func bar(share float64, n int) string {
	full := int(share*float64(n) + 0.5)
	return strings.Repeat("█", full) + strings.Repeat("·", n-full)
}

// cut shortens s to n characters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}

// pad fills s with blanks to n characters.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-utf8.RuneCountInString(s)))
}
