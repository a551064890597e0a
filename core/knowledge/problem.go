package knowledge

import (
	"fmt"
	"strings"
)

// Problem is one fault in a knowledge file.
type Problem struct {
	File    string // path below knowledge/data
	Line    int    // 1 is the first line
	Record  string // kind and id, such as "muscle trapezius_upper"
	Message string // what is wrong
	Mend    string // how to put it right
}

// Error prints the problem on one line: file:line: record: message; mend.
func (p Problem) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d: ", p.File, p.Line)
	if p.Record != "" {
		b.WriteString(p.Record + ": ")
	}
	b.WriteString(p.Message)
	if p.Mend != "" {
		b.WriteString("; " + p.Mend)
	}
	return b.String()
}

// lineOf finds the line of the first needle inside the n-th record of a kind,
// or the record's first line when the needle is not there.
func (p *parsed) lineOf(kind string, n int, needle string) int {
	header := "[[" + kind + "]]"
	line, seen, start := 0, -1, 1
	for text := range strings.Lines(p.text) {
		line++
		trimmed := strings.TrimSpace(text)
		if strings.HasPrefix(trimmed, header) {
			if seen++; seen == n {
				start = line
			} else if seen > n {
				break
			}
		}
		if seen == n && needle != "" && strings.Contains(text, needle) {
			return line
		}
	}
	return start
}

// splitRef cuts "simons_1999#ch6" into the source and the place in it.
func splitRef(ref string) (id, place string) {
	id, place, _ = strings.Cut(ref, "#")
	return id, place
}
