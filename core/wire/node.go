package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"
)

// Limits of what is read at all.
const (
	MaxBytes = 1 << 20 // a case of a person is a few kilobytes
	maxDepth = 16
)

// node is one JSON value with the line it began on.
type node struct {
	line   int
	value  any // string, float64, bool, nil, []*node, *object
	number string
}

type object struct {
	keys   []string
	fields map[string]*node
}

// Fault is a refusal: where, what was read, and how to mend it.
type Fault struct {
	Path string // JSON path, such as $.drawing.places[0].intensity
	Line int    // 0 when there is no text behind it
	Read string
	Mend string
}

// Error prints the fault on one line.
func (f *Fault) Error() string {
	s := f.Path
	if f.Line > 0 {
		s = fmt.Sprintf("line %d: %s", f.Line, f.Path)
	}
	if f.Read != "" {
		s += ": " + f.Read
	}
	if f.Mend != "" {
		s += "; " + f.Mend
	}
	return s
}

// parse reads exactly one JSON value and remembers lines.
func parse(raw []byte) (*node, error) {
	if len(raw) > MaxBytes {
		return nil, &Fault{Path: "$", Read: fmt.Sprintf("the input has %d bytes", len(raw)), Mend: fmt.Sprintf("a case has at most %d", MaxBytes)}
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(raw) {
		i := 0
		for i < len(raw) {
			r, n := utf8.DecodeRune(raw[i:])
			if r == utf8.RuneError && n <= 1 {
				break
			}
			i += n
		}
		return nil, &Fault{Path: "$", Line: lineAt(raw, i), Read: fmt.Sprintf("byte %d is not valid UTF-8", i), Mend: "save the file as UTF-8"}
	}
	p := &parser{raw: raw, dec: json.NewDecoder(bytes.NewReader(raw))}
	p.dec.UseNumber()
	n, err := p.value("$", 0)
	if err != nil {
		return nil, err
	}
	if _, err := p.dec.Token(); err != io.EOF {
		return nil, &Fault{Path: "$", Line: p.line(), Read: "there is more text after the end", Mend: "give one JSON object"}
	}
	return n, nil
}

type parser struct {
	raw []byte
	dec *json.Decoder
	at  int // offset up to which lines were counted
	row int
}

func (p *parser) line() int {
	end := int(p.dec.InputOffset())
	p.row += bytes.Count(p.raw[p.at:end], []byte("\n"))
	p.at = end
	return p.row + 1
}

func lineAt(raw []byte, offset int) int {
	return bytes.Count(raw[:min(offset, len(raw))], []byte("\n")) + 1
}

func (p *parser) value(path string, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, &Fault{Path: path, Line: p.line(), Read: "too many nested values", Mend: fmt.Sprintf("at most %d", maxDepth)}
	}
	tok, err := p.dec.Token()
	if err != nil {
		return nil, p.syntax(path, err)
	}
	n := &node{line: p.line()}
	switch t := tok.(type) {
	case json.Delim:
		if t == '{' {
			return n, p.object(n, path, depth)
		}
		return n, p.array(n, path, depth)
	case json.Number:
		n.number = t.String()
		f, err := t.Float64()
		if err != nil {
			return nil, &Fault{Path: path, Line: n.line, Read: "the number " + n.number + " is too large", Mend: "give a smaller number"}
		}
		n.value = f
	default:
		n.value = t
	}
	return n, nil
}

func (p *parser) object(n *node, path string, depth int) error {
	o := &object{fields: map[string]*node{}}
	n.value = o
	for p.dec.More() {
		tok, err := p.dec.Token()
		if err != nil {
			return p.syntax(path, err)
		}
		key := tok.(string) // the decoder lets nothing else stand here
		if _, twice := o.fields[key]; twice {
			return &Fault{Path: path + "." + key, Line: p.line(), Read: "the field stands twice", Mend: "keep one"}
		}
		v, err := p.value(path+"."+key, depth+1)
		if err != nil {
			return err
		}
		o.keys = append(o.keys, key)
		o.fields[key] = v
	}
	if _, err := p.dec.Token(); err != nil {
		return p.syntax(path, err)
	}
	return nil
}

func (p *parser) array(n *node, path string, depth int) error {
	list := []*node{}
	for p.dec.More() {
		v, err := p.value(fmt.Sprintf("%s[%d]", path, len(list)), depth+1)
		if err != nil {
			return err
		}
		list = append(list, v)
	}
	n.value = list
	if _, err := p.dec.Token(); err != nil {
		return p.syntax(path, err)
	}
	return nil
}

func (p *parser) syntax(path string, err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return &Fault{Path: path, Line: p.line(), Read: "the text ends too early", Mend: "close every bracket and quote"}
	}
	return &Fault{Path: path, Line: p.line(), Read: err.Error(), Mend: "give valid JSON"}
}

func (n *node) kind() string {
	switch n.value.(type) {
	case string:
		return "text"
	case float64:
		return "a number"
	case bool:
		return "true or false"
	case nil:
		return "null"
	case []*node:
		return "a list"
	}
	return "an object"
}
