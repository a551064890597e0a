package cli

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot/internal/care"
)

type kbSearchCmd struct {
	Words []string `arg:"" help:"What you look for, in your own words."`
	Most  int      `default:"10" help:"How many to show."`
}

// Run lists what was found, best first.
func (c *kbSearchCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	words := strings.Join(c.Words, " ")
	hits := p.Base.Search(words, max(c.Most, 1))
	t := newText(s.out)
	if len(hits) == 0 {
		t.para(fmt.Sprintf("Nothing was found for %q. Try fewer or plainer words.", words), "")
	}
	for _, h := range hits {
		t.hang(pad(h.Kind, 10)+" "+pad(h.ID, 22)+" ", h.Title)
	}
	return t.err
}

type guideCmd struct {
	Words []string `arg:"" optional:"" help:"A question, a muscle or a topic, in your own words."`
}

// Run prints the page that fits the words best; without words the questions
// that people ask.
func (c *guideCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	base, t := p.Base, newText(s.out)
	words := strings.Join(c.Words, " ")
	if words == "" {
		t.head("Questions that people ask")
		for i := range base.FAQs {
			t.hang("  • ", base.FAQs[i].Ask)
		}
		return t.err
	}
	hits := base.Search(words, 5)
	if len(hits) == 0 {
		return &exit{ExitBadInput, fmt.Sprintf("nothing was found for %q; list the questions with: unknot guide", words)}
	}
	if !showAny(t, base, hits[0].ID) {
		t.head(hits[0].Title)
	}
	if len(hits) > 1 {
		t.head("See also")
		for _, h := range hits[1:] {
			t.hang("  "+pad(h.ID, 22)+" ", h.Title)
		}
	}
	return t.err
}
