package wire

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
)

// reader walks an object and gathers the first fault.
type reader struct {
	path string
	n    *node
	err  *Fault
	seen map[string]bool
}

func newReader(path string, n *node) *reader {
	r := &reader{path: path, n: n, seen: map[string]bool{}}
	if _, ok := n.value.(*object); !ok {
		r.fail(path, n, "this is "+n.kind(), "give an object in { }")
	}
	return r
}

func (r *reader) fail(path string, n *node, read, mend string) {
	if r.err == nil {
		r.err = &Fault{Path: path, Read: read, Mend: mend}
		if n != nil {
			r.err.Line = n.line
		}
	}
}

func (r *reader) object() *object {
	o, _ := r.n.value.(*object)
	return o
}

// field returns a field and its path; nil when it is absent or null.
func (r *reader) field(name string) (*node, string) {
	r.seen[name] = true
	path := r.path + "." + name
	o := r.object()
	if o == nil {
		return nil, path
	}
	n := o.fields[name]
	if n == nil || n.value == nil {
		return nil, path
	}
	return n, path
}

func (r *reader) text(name string) string {
	n, path := r.field(name)
	if n == nil {
		return ""
	}
	s, ok := n.value.(string)
	if !ok {
		r.fail(path, n, "this is "+n.kind(), "give text in quotes")
	}
	return s
}

// oneOf reads text that must be one of the words.
func (r *reader) oneOf(name string, words []string) string {
	s := r.text(name)
	if s == "" {
		return ""
	}
	r.check(r.path+"."+name, r.object().fields[name], s, words)
	return s
}

func (r *reader) check(path string, n *node, s string, words []string) {
	for _, w := range words {
		if s == w {
			return
		}
	}
	r.fail(path, n, fmt.Sprintf("%q is not known", s), suggest(s, words))
}

// suggest names the nearest word, or all when they are few.
func suggest(s string, words []string) string {
	mend := ""
	if near := knowledge.Nearest(s, words); near != "" {
		mend = fmt.Sprintf("did you mean %q?", near)
	}
	if len(words) <= 12 {
		if mend != "" {
			mend += " "
		}
		mend += "Valid: " + strings.Join(words, ", ")
	}
	if mend == "" {
		mend = "see the list in the documentation"
	}
	return mend
}

// number reads a number between low and high; absent gives the default.
func (r *reader) number(name string, low, high, absent float64) float64 {
	n, path := r.field(name)
	if n == nil {
		return absent
	}
	f, ok := n.value.(float64)
	switch {
	case !ok:
		r.fail(path, n, "this is "+n.kind(), "give a number")
	case math.IsNaN(f) || f < low || f > high:
		r.fail(path, n, fmt.Sprintf("%s is out of range", n.number), fmt.Sprintf("give a number from %g to %g", low, high))
	}
	return f
}

func (r *reader) whole(name string, low, high, absent int) int {
	f := r.number(name, float64(low), float64(high), float64(absent))
	if r.err == nil && f != math.Trunc(f) {
		n, path := r.field(name)
		r.fail(path, n, n.number+" is not a whole number", "give a whole number")
	}
	return int(f)
}

// list returns the elements of a list field.
func (r *reader) list(name string) ([]*node, string) {
	n, path := r.field(name)
	if n == nil {
		return nil, path
	}
	l, ok := n.value.([]*node)
	if !ok {
		r.fail(path, n, "this is "+n.kind(), "give a list in [ ]")
	}
	return l, path
}

// words reads a list of texts that must all be known.
func (r *reader) words(name string, known []string) []string {
	l, path := r.list(name)
	var out []string
	for i, n := range l {
		s, ok := n.value.(string)
		p := fmt.Sprintf("%s[%d]", path, i)
		if !ok {
			r.fail(p, n, "this is "+n.kind(), "give text in quotes")
			continue
		}
		r.check(p, n, s, known)
		out = append(out, s)
	}
	return out
}

// rest refuses fields that nobody read.
func (r *reader) rest() {
	o := r.object()
	if o == nil {
		return
	}
	known := make([]string, 0, len(r.seen))
	for k := range r.seen {
		known = append(known, k)
	}
	sort.Strings(known)
	for _, k := range o.keys {
		if !r.seen[k] {
			r.fail(r.path+"."+k, o.fields[k], "unknown field", suggest(k, known))
		}
	}
}
