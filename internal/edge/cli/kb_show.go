package cli

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

type kbShowCmd struct {
	ID string `arg:"" help:"Id of a claim, muscle, treatment, look-alike, test, danger question, lesson, habit, risk, lump, point or source."`
}

// Run prints one record with its grade, its doubt and its sources.
func (c *kbShowCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	t := newText(s.out)
	base := p.Base
	if !showAny(t, base, c.ID) {
		mend := "search with: unknot kb search WORDS"
		if near := knowledge.Nearest(c.ID, base.IDs()); near != "" {
			mend = fmt.Sprintf("did you mean %q?", near)
		}
		return &exit{ExitBadInput, fmt.Sprintf("nothing has the id %q; %s", c.ID, mend)}
	}
	return t.err
}

// showAny prints the record of any kind that has the id, and reports whether
// there is one.
func showAny(t *text, base *knowledge.Base, id string) bool {
	return showClaim(t, base, id) || showMuscle(t, base, id) || showTreatment(t, base, id) || showLookalike(t, base, id) ||
		showFAQ(t, base, id) || showQuestion(t, base, id) || showFinding(t, base, id) || showLearning(t, base, id) || showSource(t, base, id)
}

func showFAQ(t *text, base *knowledge.Base, id string) bool {
	for i := range base.FAQs {
		if k := &base.FAQs[i]; k.ID == id {
			t.head(k.Ask)
			t.para(k.Answer, "")
			t.line("")
			field(t, "certainty", gradeWords[k.Grade])
			field(t, "claims", strings.Join(k.Claims, ", "))
			footing(t, base, k.Record)
			return true
		}
	}
	return false
}

func field(t *text, label, s string) {
	if s != "" {
		t.hang(pad(label, 12), s)
	}
}

var stanceWords = map[string]string{
	"adopt": "carried", "adopt_with_grade": "carried with its grade", "contest": "contested", "omit": "left out",
}

func showClaim(t *text, base *knowledge.Base, id string) bool {
	k, ok := base.Claim(strings.ToUpper(id))
	if !ok {
		return false
	}
	t.head("Claim " + k.ID + ": " + stanceWords[k.Stance])
	field(t, "says", k.Says)
	field(t, "numbers", k.Numbers)
	field(t, "certainty", gradeWords[k.Grade])
	field(t, "doubt", k.Doubt)
	field(t, "instead", k.Instead)
	for _, other := range k.Conflicts {
		if o, ok := base.Claim(other); ok {
			field(t, "against", o.ID+" ("+stanceWords[o.Stance]+"): "+o.Says)
		}
	}
	footing(t, base, k.Record)
	return true
}

func showTreatment(t *text, base *knowledge.Base, id string) bool {
	k, ok := base.Treatment(id)
	if !ok {
		return false
	}
	t.head(k.Name)
	field(t, "what", k.What)
	for i, step := range k.Steps {
		label := ""
		if i == 0 {
			label = "how"
		}
		field(t, label, step)
	}
	field(t, "who", k.Who)
	field(t, "dose", k.Doses.Use)
	field(t, "others say", k.Doses.Documents)
	field(t, "trials", k.Doses.Trials)
	field(t, "effect", k.Effect.Words)
	field(t, "certainty", gradeWords[k.Grade])
	field(t, "doubt", k.Doubt)
	field(t, "harms", k.Harms)
	field(t, "stop if", strings.Join(k.Stop, " "))
	field(t, "the law", k.LawNote)
	field(t, "claims", strings.Join(k.Claims, ", "))
	footing(t, base, k.Record)
	return true
}

func showLookalike(t *text, base *knowledge.Base, id string) bool {
	k, ok := base.Lookalike(id)
	if !ok {
		return false
	}
	t.head(locale.Capital(k.Name))
	field(t, "what", k.Describe)
	field(t, "how to tell", k.TellApart)
	field(t, "level", strings.ReplaceAll(k.Level, "_", " "))
	field(t, "how often", fmt.Sprintf("about %g of 1000 people who come with pain there", k.Chance*1000))
	label := "told by"
	for _, r := range base.FindingsOfLookalike(k.ID) {
		from := "judgement"
		if r.Source != "" {
			from = r.Source
		}
		field(t, label, fmt.Sprintf("%s: %.0f of 100 [%s]", r.Finding, r.Chance*100, from))
		label = " "
	}
	field(t, "judgement", strings.Join(k.Judgement, ", "))
	footing(t, base, k.Record)
	return true
}

func showQuestion(t *text, base *knowledge.Base, id string) bool {
	k, ok := base.Question(id)
	if !ok {
		return false
	}
	t.head("Danger question " + k.ID)
	field(t, "ask", k.Ask)
	field(t, "why", k.Why)
	for _, r := range base.Rules {
		if strings.Contains(" "+strings.Join(append(append(append([]string{}, r.Any...), r.All...), r.Of...), " ")+" ", " "+id+" ") {
			field(t, "leads to", fmt.Sprintf("%s (%s): %s", strings.ReplaceAll(r.Level, "_", " "), r.Name, r.Do))
		}
	}
	footing(t, base, k.Record)
	return true
}

func showSource(t *text, base *knowledge.Base, id string) bool {
	k, ok := base.Source(id)
	if !ok {
		return false
	}
	t.head(k.Cite)
	field(t, "title", k.Title)
	field(t, "where", k.Where)
	if k.DOI != "" {
		field(t, "doi", "https://doi.org/"+k.DOI)
	}
	field(t, "pmid", k.PMID)
	field(t, "address", k.URL)
	field(t, "isbn", k.ISBN)
	field(t, "read", k.Read)
	return true
}

func footing(t *text, base *knowledge.Base, r knowledge.Record) {
	for _, ref := range r.Sources {
		if s, ok := base.Source(ref); ok {
			field(t, "source", s.Cite+" ["+ref+"]")
		}
	}
	how := "read at the source"
	if r.Checked == "memory" {
		how = "from memory, not looked up again"
	}
	field(t, "checked", how+", "+r.Date)
	field(t, "note", r.Note)
}
