package cli

import (
	"fmt"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/plan/prevent"
	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/care"
)

type habitsCmd struct {
	Risk   []string `arg:"" optional:"" help:"Risks of your days, such as held_posture stress; each gives one habit or nothing to do. Left out: list them."`
	Desk   []string `sep:"none" placeholder:"ID=ANSWER" help:"A desk check, such as screen_height=no; \"list\" lists them."`
	Breaks int      `placeholder:"MINUTES" help:"How often to break up sitting, at most 60."`
	Sleep  bool     `help:"Ways to lie at night, with support."`
	Muscle string   `placeholder:"ID.SIDE" help:"The muscle it is about, such as infraspinatus.left."`
	Has    []string `placeholder:"ID" help:"A condition, such as pregnant."`
}

// Run turns risks into habits.
func (c *habitsCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	t := newText(s.out)
	muscle, side, err := muscleArg(p, c.Muscle)
	if err != nil {
		return err
	}
	person := personWith(c.Has)
	if len(c.Risk)+len(c.Desk) == 0 && c.Breaks == 0 && !c.Sleep {
		t.head("Does this belong to your days?")
		for _, r := range p.Base.Risks {
			mark := ""
			if r.Contested {
				mark = " (contested: it counts for nothing)"
			}
			t.hang("  "+pad(r.ID, 18), r.Ask+mark)
		}
		t.line("")
		t.para("Name those that do: unknot habits held_posture stress", "")
		return t.err
	}
	advice, err := prevent.Habits(p.Base, c.Risk)
	if err != nil {
		return err
	}
	for _, a := range advice {
		t.head(locale.Capital(a.Risk.Name))
		if a.Words != "" {
			t.para(a.Words, "")
		}
		if h := a.Habit; h != nil {
			field(t, "habit", h.Name)
			field(t, "do", h.Do)
			field(t, "when", locale.Capital(h.Every)+".")
			field(t, "why", h.Why)
			field(t, "certainty", gradeWords[h.Grade]+". "+h.Doubt)
			field(t, "sources", strings.Join(append(append([]string{}, h.Claims...), h.Sources...), ", "))
		}
	}
	if err := c.desk(t, p); err != nil {
		return err
	}
	if c.Breaks != 0 {
		b, err := prevent.BreaksFor(p.Base, person, muscle, c.Breaks)
		if err != nil {
			return err
		}
		t.head(fmt.Sprintf("A break every %d minutes", b.Minutes))
		if b.Move != nil {
			field(t, "move", b.Move.Name+": "+strings.Join(b.Move.Steps, " "))
		}
		field(t, "certainty", gradeWords[b.Habit.Grade]+". "+b.Habit.Doubt)
	}
	if c.Sleep {
		t.head("Ways to lie at night")
		region := ""
		if m, ok := p.Base.Muscle(muscle); ok {
			region = m.Region
		}
		for _, pos := range prevent.Sleep(p.Base, person, side, region) {
			t.hang("  • ", pos.Habit.Name+": "+pos.Habit.Do+" "+pos.Words)
		}
		t.para("No pillow and no position is proven best.", "")
	}
	t.line("")
	t.para(prevent.NoRisk, "")
	return t.err
}

func (c *habitsCmd) desk(t *text, p *care.Practice) error {
	answers := map[string]unknot.Answer{}
	for _, d := range c.Desk {
		id, answer, _ := strings.Cut(d, "=")
		if d == "list" {
			t.head("Look at your place of work")
			for _, k := range p.Base.Desk {
				t.hang("  "+pad(k.ID, 18), k.Ask)
			}
			continue
		}
		if a := unknot.Answer(answer); !a.Valid() || a == unknot.NotAsked {
			return &exit{ExitUsage, fmt.Sprintf("--desk %q: write it as screen_height=no", d)}
		}
		answers[id] = unknot.Answer(answer)
	}
	if mend := prevent.Desk(p.Base, answers); len(mend) > 0 {
		t.head("Mend at the desk")
		for _, d := range mend {
			t.hang("  • ", d.Mend)
		}
		t.para("A better desk alone has a weak effect. Changing your position counts more.", "")
	}
	return nil
}

// muscleArg reads trapezius_upper.right; the side may be left out.
func muscleArg(p *care.Practice, s string) (unknot.MuscleID, unknot.Side, error) {
	if s == "" {
		return "", "", nil
	}
	side := unknot.CellID(s).Side()
	id := unknot.MuscleID(strings.TrimSuffix(s, "."+string(side)))
	if _, ok := p.Base.Muscle(id); !ok {
		return "", "", &exit{ExitBadInput, fmt.Sprintf("there is no muscle %q; see: unknot kb show muscle", id)}
	}
	return id, side, nil
}

// personWith is a person of whom only this is known.
func personWith(has []string) unknot.Person {
	p := unknot.Person{Age: -1}
	for _, id := range has {
		if id == "pregnant" {
			p.Pregnant = unknot.Yes
			continue
		}
		p.Conditions = append(p.Conditions, id)
	}
	return p
}
