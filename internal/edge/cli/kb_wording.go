package cli

import (
	"encoding/json"
	"fmt"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

type kbWordingCmd struct {
	Language string `arg:"" help:"The language, such as es."`
	Kind     string `help:"Only texts of this kind of record, such as question."`
	All      bool   `help:"Texts that have words already, too."`
}

// Run prints the English texts as a JSON object with empty values, ready to be
// filled in, and on the error stream how many of all are still open.
func (c *kbWordingCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	l, ok := locale.Named(c.Language)
	if !ok {
		return &exit{ExitBadInput, fmt.Sprintf("the pages have no language %q", c.Language)}
	}
	first, total, open := true, 0, 0
	fmt.Fprint(s.out, "{")
	for _, kind := range knowledge.WordingKinds() {
		if c.Kind != "" && kind != c.Kind {
			continue
		}
		for _, text := range p.Base.Wording(kind) {
			total++
			if l.Has(text) && !c.All {
				continue
			}
			open++
			key, err := json.Marshal(text)
			if err != nil {
				return fmt.Errorf("write a text as JSON: %w", err)
			}
			if !first {
				fmt.Fprint(s.out, ",")
			}
			first = false
			fmt.Fprintf(s.out, "\n%s: \"\"", key)
		}
	}
	if _, err := fmt.Fprintln(s.out, "\n}"); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.err, "%d of %d texts are open\n", open, total)
	return err
}
