package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"sort"
	"strings"
)

// Lint checks the files below fsys and returns every fault, by file and line:
// those that Load refuses, and those that make poor knowledge.
func Lint(fsys fs.FS) []Problem {
	b, err := Load(fsys)
	if err != nil {
		return problemsOf(err)
	}
	c := &checker{b: b, known: b.idsByKind()}
	for i := range b.files {
		c.style(&b.files[i])
		c.wordStyle(&b.files[i])
	}
	sort.SliceStable(c.problems, func(i, j int) bool {
		if c.problems[i].File != c.problems[j].File {
			return c.problems[i].File < c.problems[j].File
		}
		return c.problems[i].Line < c.problems[j].Line
	})
	return c.problems
}

func problemsOf(err error) []Problem {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var out []Problem
		for _, e := range joined.Unwrap() {
			out = append(out, problemsOf(e)...)
		}
		return out
	}
	var p Problem
	if errors.As(err, &p) {
		return []Problem{p}
	}
	return []Problem{{File: "?", Line: 1, Message: err.Error()}}
}

var (
	idForm   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)
	testForm = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$`) // of a finding: neck.rotation
	dateForm = regexp.MustCompile(`^20\d\d-[01]\d-[0-3]\d$`)
	doiForm  = regexp.MustCompile(`^10\.\d{4,9}/\S+$`)
	pmidForm = regexp.MustCompile(`^\d{1,8}$`)
	urlForm  = regexp.MustCompile(`^https?://\S+$`)
	// verdicts are words of diagnosis: the software may say "consistent with".
	verdicts = regexp.MustCompile(`(?i)\byou (definitely |surely |clearly )?(have|suffer from) an? (active |latent )?(knot|trigger point)\b|\bthis proves\b|\bguarantee`)
)

// style checks what Load does not: footing, forms and words.
func (c *checker) style(f *parsed) {
	f.each(func(kind string, n int, id string) {
		c.at(f, kind, n, id)
		if !idForm.MatchString(id) && !((kind == "finding" || kind == "trait") && testForm.MatchString(id)) {
			c.fault(id, fmt.Sprintf("id %q has signs other than letters, digits and _", id), "rename the record before its first release")
		}
	})
	for i, m := range f.Muscle {
		c.at(f, "muscle", i, string(m.ID))
		c.needs("name", m.Name, "describe", m.Describe, "action", m.Action, "hurts_when", m.HurtsWhen, "stretch", m.Stretch,
			"press.how", m.Press.How, "refers.words", m.Refers.Words, "antagonist_words", m.AntagonistWords)
		if len(m.Sites) == 0 || len(m.Refers.Primary) == 0 {
			c.fault("", "a muscle needs a site and a primary zone", "add them")
		}
		c.oneOf("self_access", m.SelfAccess, "self", "professional_or_self", "professional", "professional_first")
		c.plain(m.Describe, m.HurtsWhen, m.Caution, m.Ergonomic, m.Stretch, m.Press.How, m.Refers.Words)
	}
	for i, q := range f.Question {
		c.at(f, "question", i, q.ID)
		c.needs("ask", q.Ask, "why", q.Why)
		c.oneOf("screens", q.Screens, "everyone", "place")
		c.plain(q.Ask, q.Sign, q.Why)
		if known, ok := c.b.Question(q.ID); ok && !known.Alone && q.Sign == "" {
			c.fault("", "the question has no sign", "write it once more as a short line to tick: no rule makes it an emergency by itself, so it is asked in a list")
		}
	}
	for i, r := range f.Rule {
		c.at(f, "rule", i, r.ID)
		c.needs("reason", r.Reason, "do", r.Do)
		if len(r.Any)+len(r.All)+r.AtLeast == 0 {
			c.fault("", "the rule names no sign", "add any, all, or at_least with of")
		}
		if r.AtLeast > len(r.Of) {
			c.fault("at_least", fmt.Sprintf("at_least is %d but of names %d signs", r.AtLeast, len(r.Of)), "name more signs or lower the number")
		}
		c.plain(r.Reason, r.Do)
	}
	for i, t := range f.Trait {
		c.at(f, "trait", i, t.ID)
		c.needs("words", t.Words)
		c.traitStyle(t)
	}
	for i, x := range f.Factor {
		c.at(f, "muscle_factor", i, x.ID)
		c.factorStyle(x)
	}
	c.groups(f)
	for i, l := range f.Lookalike {
		c.at(f, "lookalike", i, l.ID)
		c.needs("name", l.Name, "describe", l.Describe, "tell_apart", l.TellApart)
		c.plain(l.Describe, l.TellApart)
	}
	for i := range f.Finding {
		c.at(f, "finding", i, f.Finding[i].ID)
		c.findingStyle(&f.Finding[i])
	}
	for i, t := range f.Treatment {
		c.at(f, "treatment", i, t.ID)
		c.needs("name", t.Name, "what", t.What, "doses.use", t.Doses.Use)
		c.oneOf("who", t.Who, "self", "partner", "professional", "doctor")
		c.plain(append([]string{t.What, t.Doubt, t.Doses.Use}, t.Steps...)...)
		for _, s := range t.Stop {
			c.plain(s)
			if most := Ceiling(t.Discomfort.Max); strings.Contains(s, "goes above") && s != most {
				c.fault("stop", fmt.Sprintf("%q does not fit discomfort.max, %d", s, t.Discomfort.Max), "write: "+most)
			}
		}
	}
	for i, k := range f.Interlock {
		c.at(f, "interlock", i, k.ID)
		c.needs("reason", k.Reason)
		c.oneOf("action", k.Action, "forbid", "light_only", "ask_first")
		c.plain(k.Reason)
	}
	for i, k := range f.Claim {
		c.at(f, "claim", i, k.ID)
		c.needs("says", k.Says)
		c.oneOf("stance", k.Stance, "adopt", "adopt_with_grade", "contest", "omit")
		if k.Stance == "contest" && (k.Doubt == "" || k.Instead == "") {
			c.fault("stance", "a contested claim needs its doubt and what to do instead", "add doubt and instead")
		}
		c.plain(k.Says, k.Doubt, k.Instead)
	}
	for i, l := range f.Lesson {
		c.at(f, "lesson", i, l.ID)
		c.needs("title", l.Title)
		for _, p := range l.Parts {
			c.lessonPart(p)
		}
	}
	for i, q := range f.FAQ {
		c.at(f, "faq", i, q.ID)
		if len(q.Claims) == 0 {
			c.fault("answer", "an answer without a claim", "name the claims that it rests on")
		}
	}
	for i, s := range f.Source {
		c.at(f, "source", i, s.ID)
		c.resolves(s)
	}
}

// lessonPart: no sentence without a claim, and nothing contested without its
// mark.
func (c *checker) lessonPart(p LessonPart) {
	start := p.Text[:min(40, len(p.Text))]
	if len(p.Claims) == 0 {
		c.fault(start, "a part of a lesson without a claim", "name the claims that it rests on")
	}
	for _, id := range p.Claims {
		if k, ok := c.b.Claim(id); ok && k.Stance == "contest" && !p.Contested {
			c.fault(start, id+" is contested, the part is not marked", "add contested = true, or drop the claim")
		}
	}
}

// footing checks sources, checked and date.
func (c *checker) footing(r Record) {
	if len(r.Sources) == 0 {
		c.fault("", "no source", "name at least one source id")
	}
	c.oneOf("checked", r.Checked, "read", "memory")
	if !dateForm.MatchString(r.Date) {
		c.fault("date", fmt.Sprintf("date is %q", r.Date), "write it as 2026-11-24")
	}
}

func (c *checker) needs(pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		if strings.TrimSpace(pairs[i+1]) == "" {
			c.fault("", pairs[i]+" is empty", "write it")
		}
	}
}

func (c *checker) oneOf(field, value string, words ...string) {
	for _, w := range words {
		if value == w {
			return
		}
	}
	c.fault(field, fmt.Sprintf("%s is %q", field, value), "use one of "+strings.Join(words, ", "))
}

// plain refuses the words of a verdict in text for people.
func (c *checker) plain(texts ...string) {
	for _, s := range texts {
		if bad := verdicts.FindString(s); bad != "" {
			c.fault(bad, fmt.Sprintf("%q says more than anybody can know", bad), "write \"may\" or \"consistent with\"")
		}
	}
}

// resolves checks that a source can be found: DOI, PMID, ISBN or address of
// the right form, or it is marked as judgement.
func (c *checker) resolves(s Source) {
	if s.Title == "" {
		c.fault("", "the source has no title", "write it")
	}
	if s.DOI != "" && !doiForm.MatchString(s.DOI) {
		c.fault("doi", fmt.Sprintf("doi %q has no DOI's form", s.DOI), "write it as 10.1000/xyz")
	}
	if s.PMID != "" && !pmidForm.MatchString(s.PMID) {
		c.fault("pmid", fmt.Sprintf("pmid %q is no number", s.PMID), "write the digits only")
	}
	if s.URL != "" && !urlForm.MatchString(s.URL) {
		c.fault("url", fmt.Sprintf("address %q has no web address's form", s.URL), "begin with https://")
	}
	if s.DOI+s.PMID+s.URL+s.ISBN == "" && s.Kind != "judgement" && s.Kind != "book" && s.Kind != "popular" {
		c.fault("", "the source cannot be found", "add a DOI, PMID or address")
	}
}
