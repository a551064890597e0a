package cli

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

type kbTranslateCmd struct {
	Language string `arg:"" help:"The language, such as es."`
	Kind     string `help:"Only records of this kind, such as question."`
}

// Run prints, as a file to fill in, every record whose texts have no
// translation yet or an old one: the English as comments, the mark, and an
// empty text for each field. It belongs below knowledge/data/words_LANGUAGE/.
func (c *kbTranslateCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	english, other := p.Base, p.Base.In(c.Language)
	if other.Language() != c.Language {
		other = nil
	}
	for _, kind := range knowledge.TextKinds() {
		if c.Kind != "" && kind != c.Kind {
			continue
		}
		for _, id := range english.TextIDs(kind) {
			if err := c.record(s, english, other, kind, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *kbTranslateCmd) record(s *streams, english, other *knowledge.Base, kind, id string) error {
	fields := english.Texts(kind, id)
	open := false
	for _, f := range fields {
		for _, text := range f.Texts {
			open = open || other == nil || !translated(other, kind, id, f.Field, text)
		}
	}
	if !open {
		return nil
	}
	key := id
	if strings.Contains(id, ".") {
		key = fmt.Sprintf("%q", id)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "[%s.%s]\nof = %q\n", kind, key, english.Mark(kind, id))
	for _, f := range fields {
		for _, text := range f.Texts {
			fmt.Fprintf(&b, "# %s\n", text)
		}
		if f.List {
			fmt.Fprintf(&b, "%s = [%s]\n", f.Field, strings.TrimSuffix(strings.Repeat(`"", `, len(f.Texts)), ", "))
		} else {
			fmt.Fprintf(&b, "%s = \"\"\n", f.Field)
		}
	}
	_, err := fmt.Fprintln(s.out, b.String())
	return err
}

// translated reports whether the field of the record in the other language is
// spoken there.
func translated(other *knowledge.Base, kind, id, field, english string) bool {
	if english == "" {
		return true
	}
	for _, f := range other.Texts(kind, id) {
		if f.Field != field {
			continue
		}
		for _, text := range f.Texts {
			if text != "" && !other.Speaks(text) {
				return false
			}
		}
		return true
	}
	return false
}
