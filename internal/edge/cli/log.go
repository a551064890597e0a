package cli

import (
	"context"
	"fmt"
	"sort"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/care"
)

type logCmd struct {
	dataFlags
	moreFlags
	Pain    float64   `arg:"" help:"Pain now, 0 (none) to 10 (the worst you can think of)."`
	Place   string    `arg:"" help:"Where, such as \"right neck\"."`
	Worst   float64   `default:"-1" help:"Worst pain since the last entry, 0 to 10."`
	Did     []string  `placeholder:"WHAT" help:"What you did: press, stretch, heat, … or the id of a treatment. Separate with commas."`
	Effort  float64   `default:"-1" help:"Discomfort while doing it, 0 to 10."`
	Minutes float64   `default:"-1" help:"How long it took."`
	After   float64   `default:"-1" help:"Pain just after it, 0 to 10."`
	Sleep   float64   `default:"-1" help:"Hours slept."`
	Stress  float64   `default:"-1" help:"Stress, 0 to 10."`
	Note    string    `help:"Anything else."`
	At      time.Time `format:"2006-01-02T15:04" help:"When, as 2026-11-24T08:30. Default: now."`
	Answer  []string  `short:"a" sep:"none" placeholder:"ID=ANSWER" help:"A danger sign that is new, such as fever=yes."`
}

// Run keeps one entry. A danger sign is shown at once and exits with 10; the
// entry is kept all the same.
func (c *logCmd) Run(s *streams) error {
	return withRecords(&c.dataFlags, func(ctx context.Context, p *care.Practice, tenant string) error {
		e, danger, err := c.entry(p)
		if err != nil {
			return err
		}
		e, gate, err := p.Log(ctx, tenant, e, danger)
		if err != nil {
			return err
		}
		if gate.Level > unknot.SelfCare {
			if err := printReasons(s.out, p.Base, gate); err != nil {
				return err
			}
		}
		if _, err := fmt.Fprintf(s.out, "Kept: %s.\n", entryLine(p.Base, e)); err != nil {
			return err
		}
		if gate.Level.StopsPlan() {
			return &exit{code: ExitStop}
		}
		return nil
	})
}

func (c *logCmd) entry(p *care.Practice) (unknot.Entry, map[string]unknot.Answer, error) {
	for name, v := range map[string]float64{"pain": c.Pain, "--worst": c.Worst, "--effort": c.Effort, "--stress": c.Stress} {
		if !(v >= 0 && v <= 10) && !(v == -1 && name != "pain") {
			return unknot.Entry{}, nil, &exit{ExitBadInput, fmt.Sprintf("%s is %g; give a number from 0 to 10", name, v)}
		}
	}
	if c.Sleep != -1 && !(c.Sleep >= 0 && c.Sleep <= 24) {
		return unknot.Entry{}, nil, &exit{ExitBadInput, fmt.Sprintf("--sleep is %g; give hours from 0 to 24", c.Sleep)}
	}
	found, err := p.Words.Find(c.Place)
	if err != nil {
		return unknot.Entry{}, nil, &exit{ExitBadInput, err.Error()}
	}
	if found.Ask != nil {
		return unknot.Entry{}, nil, &exit{ExitBadInput, fmt.Sprintf("%q: %s Choose: %q", c.Place, found.Ask.Text, found.Ask.Choices)}
	}
	e := unknot.Entry{At: c.At, Sleep: c.Sleep, Stress: c.Stress, Note: c.Note,
		Places: []unknot.PainAt{{Cells: found.Cells, Now: c.Pain, Worst: c.Worst, Average: -1}}}
	for _, what := range c.Did {
		id, err := treatmentNamed(p.Base, what)
		if err != nil {
			return unknot.Entry{}, nil, err
		}
		e.Did = append(e.Did, unknot.Done{Treatment: id, Minutes: c.Minutes, Effort: c.Effort})
		if c.After >= 0 {
			e.Did[len(e.Did)-1].Pain = &unknot.Felt{Before: c.Pain, After: c.After}
		}
	}
	if err := c.add(&e); err != nil {
		return unknot.Entry{}, nil, err
	}
	danger := map[string]unknot.Answer{}
	for _, a := range c.Answer {
		id, answer, ok := strings.Cut(a, "=")
		if !ok {
			return unknot.Entry{}, nil, &exit{ExitUsage, fmt.Sprintf("--answer %q: write it as ID=ANSWER, such as fever=yes", a)}
		}
		danger[id] = unknot.Answer(answer)
	}
	return e, danger, nil
}

// treatmentNamed finds a treatment by id, or the first for oneself whose
// technique has that name.
func treatmentNamed(base *knowledge.Base, what string) (string, error) {
	if _, ok := base.Treatment(what); ok {
		return what, nil
	}
	known := map[string]bool{}
	for i := range base.Treatments {
		t := &base.Treatments[i]
		if t.Technique == what && t.Who == "self" {
			return t.ID, nil
		}
		known[t.ID] = true
		if t.Who == "self" {
			known[t.Technique] = true
		}
	}
	names := make([]string, 0, len(known))
	for n := range known {
		names = append(names, n)
	}
	sort.Strings(names)
	mend := "use one of " + strings.Join(names, ", ")
	if near := knowledge.Nearest(what, names); near != "" {
		mend = fmt.Sprintf("did you mean %q?", near)
	}
	return "", &exit{ExitBadInput, fmt.Sprintf("--did: nothing is called %q; %s", what, mend)}
}

// entryLine says an entry in one line.
func entryLine(base *knowledge.Base, e unknot.Entry) string {
	var parts []string
	for _, p := range e.Places {
		parts = append(parts, fmt.Sprintf("%s %g of 10", strings.Join(body.Names(base, p.Cells), " and "), p.Now))
	}
	for _, d := range e.Did {
		name := d.Treatment
		if t, ok := base.Treatment(d.Treatment); ok {
			name = strings.ToLower(t.Name[:1]) + t.Name[1:]
		}
		parts = append(parts, "did: "+name)
	}
	if e.Note != "" {
		parts = append(parts, e.Note)
	}
	return e.At.Local().Format("2006-01-02 15:04") + ", " + strings.Join(parts, ", ")
}
