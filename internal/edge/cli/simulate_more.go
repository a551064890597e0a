package cli

import (
	"fmt"
	"io"
	"slices"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/num"
)

func (c *simulateCmd) threshold(w io.Writer) error {
	p := knot.Default()
	t := newText(w)
	t.head(fmt.Sprintf("The smallest single release after which a knot stays away (stress %g)", c.Stress))
	made, _, err := knot.Run(knot.Healthy, 60, &p, knot.Office(.05, .2, false), nil)
	if err != nil {
		return err
	}
	t.line("  load at work %   share of the fibres to release   pressing of 90 s alike")
	for _, load := range []float64{.020, .025, .030, .035, .040} {
		life := knot.Office(load, c.Stress, false)
		settled, _, err := knot.Run(made, 60, &p, life, nil)
		if err != nil {
			return err
		}
		k, ok := knot.Threshold(settled, &p, life)
		switch {
		case settled.C < .5:
			t.line(fmt.Sprintf("  %13.1f    it lets go by itself", load*100))
		case !ok:
			t.line(fmt.Sprintf("  %13.1f    no single release is enough", load*100))
		default:
			const press = .15 * .777 // of ninety seconds: kpress (1 - exp(-90/60))
			t.line(fmt.Sprintf("  %13.1f   %s %3.0f %%        %.0f", load*100, bar(1-num.Exp(-k), 16), 100*(1-num.Exp(-k)), k/press))
		}
	}
	t.line("")
	t.para("Sessions add up when they come closer together than the knot grows back, about a day. With a lighter load fewer are enough.", "")
	t.para(hypothesis, "")
	return t.err
}

// body lets the named muscles share a body for some weeks.
func (c *simulateCmd) body(w io.Writer) error {
	base, err := knowledge.Embedded()
	if err != nil {
		return err
	}
	b := &knot.Body{}
	for i, id := range c.Body {
		m, ok := base.Muscle(unknot.MuscleID(id))
		if !ok || len(m.Sites) == 0 {
			return &exit{ExitBadInput, fmt.Sprintf("there is no muscle %q; find its id with unknot kb search", id)}
		}
		s := knot.Site{Name: m.Name, Home: string(m.Sites[0].Zone), Load: .037, Move: .4, P: knot.Default(), State: knot.Healthy}
		if i == 0 {
			s.Load, s.State = .05, knot.State{C: .9, I: .4, S: .4, W: .5, A: .3}
		}
		for _, z := range m.Refers.Primary {
			s.Refers = append(s.Refers, knot.Shown{Zone: string(z), Share: 1})
		}
		for _, z := range m.Refers.Spill {
			s.Refers = append(s.Refers, knot.Shown{Zone: string(z), Share: .4})
		}
		b.Sites = append(b.Sites, s)
	}
	if c.Days < 1 {
		return &exit{ExitBadInput, fmt.Sprintf("--days is %d; give 1 or more", c.Days)}
	}
	course, err := b.Run(c.Days, func(int) knot.BodyLife { return knot.BodyLife{Stress: c.Stress} })
	if err != nil {
		return &exit{ExitBadInput, err.Error()}
	}
	last := course[len(course)-1]
	t := newText(w)
	t.head(fmt.Sprintf("One body, after %d days", len(course)))
	for i, s := range b.Sites {
		t.line("  " + s.Name)
		t.line(fmt.Sprintf("    contracture %s %.2f   pain %4.1f", bar(s.State.C, 10), s.State.C, last.Pain[i]))
	}
	t.line("  Felt at")
	var zones []string
	for z := range last.Zones {
		zones = append(zones, z)
	}
	slices.Sort(zones)
	for _, z := range zones {
		name := z
		if k, ok := base.Zone(unknot.ZoneID(z)); ok {
			name = k.Name
		}
		t.line(fmt.Sprintf("    %-32s %s %4.1f", name, bar(last.Zones[z]/10, 10), last.Zones[z]))
	}
	t.line("")
	t.para(hypothesis, "")
	return t.err
}
