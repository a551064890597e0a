package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/unknot/unknot/core/knot"
	"github.com/unknot/unknot/internal/edge/plot"
)

func (c *simulateCmd) bifurcation(w io.Writer) error {
	p := knot.Default()
	u := knot.Input{Stress: c.Stress}
	var lines []string
	stable, tips := plot.Curve{Name: "stable", Dots: true}, plot.Curve{Name: "tips", Dots: true}
	for i := range 101 {
		u.Load = float64(i) * .0005
		line := []byte(strings.Repeat(".", 51))
		for _, level := range knot.Balances(u, 0, 0, &p) {
			mark, into := byte('o'), &stable
			if knot.LoopGain(level, u, 0, 0, &p) > 1 {
				mark, into = 'x', &tips
			}
			line[int(level*50+.5)] = mark
			into.X, into.Y = append(into.X, u.Load*100), append(into.Y, level)
		}
		if i%5 == 0 {
			lines = append(lines, fmt.Sprintf("  %6.2f   %s", u.Load*100, line))
		}
	}
	words := "There is no load at which both are stable."
	if letsGo, forms, ok := knot.Folds(knot.Input{Stress: c.Stress}, 0, 0, .12, &p); ok {
		words = fmt.Sprintf("Below %.2f %% of strength a knot lets go by itself. Above %.2f %% one forms by itself. In between both stay as they are.", letsGo*100, forms*100)
	}
	return c.curves(w, fmt.Sprintf("Levels of contracture that stay as they are (constant load, stress %g)", c.Stress),
		"contracture from 0 (o stable, x tips) to 1", lines, words, stable, tips)
}

func (c *simulateCmd) hysteresis(w io.Writer) error {
	p := knot.Default()
	up, down := knot.Hysteresis(knot.Input{Stress: c.Stress}, .04, 40, 40, &p)
	curve := func(name string, list []knot.SweepPoint) plot.Curve {
		v := plot.Curve{Name: name}
		for _, s := range list {
			v.X, v.Y = append(v.X, s.Load*100), append(v.Y, s.Contracted)
		}
		return v
	}
	var lines []string
	for i := 0; i < len(up); i += 2 {
		line := []byte(strings.Repeat(".", 51))
		line[int(down[len(down)-1-i].Contracted*50+.5)] = '<'
		line[int(up[i].Contracted*50+.5)] = '>'
		lines = append(lines, fmt.Sprintf("  %6.2f   %s", up[i].Load*100, line))
	}
	return c.curves(w, fmt.Sprintf("A load that rises and falls, 40 days at each level (stress %g)", c.Stress), "contracture, > rising, < falling", lines,
		"Where > and < are apart, the same load keeps a loose muscle loose and a knot a knot.", curve("rising", up), curve("falling", down))
}

// curves shows contracture by constant load: as text or CSV, and drawn when a
// file was asked for.
func (c *simulateCmd) curves(w io.Writer, title, key string, lines []string, words string, list ...plot.Curve) error {
	if err := c.draw(plot.Chart{Title: title, XName: "constant load, % of strength", Note: plotNote,
		Rows: []plot.Row{{Name: "contracture", High: 1, Curves: list}}}); err != nil {
		return err
	}
	t := newText(w)
	if c.Output == "csv" {
		t.line("curve,load_percent,contracture")
		for _, v := range list {
			for i := range v.X {
				t.line(fmt.Sprintf("%s,%.2f,%.6f", v.Name, v.X[i], v.Y[i]))
			}
		}
		return t.err
	}
	t.head(title)
	t.line("  load %   " + key)
	for _, l := range lines {
		t.line(l)
	}
	t.line("")
	t.para(words, "")
	t.para(hypothesis, "")
	return t.err
}

func (c *simulateCmd) sensitivity(w io.Writer) error {
	t := newText(w)
	t.head("Which guessed numbers matter: change over a third of the plausible range")
	list := knot.Morris(knot.Default(), 12, 1)
	for k, name := range knot.Results {
		t.line("  " + name)
		for _, s := range list {
			t.line(fmt.Sprintf("    %-36s %6.2f   (spread %.2f)", s.Name, s.Effect[k], s.Spread[k]))
		}
	}
	t.para("A large spread means that the effect depends on the other numbers.", "")
	t.para(hypothesis, "")
	return t.err
}

func (c *simulateCmd) robustness(w io.Writer) error {
	r := knot.Robust(knot.Default(), 2000, 3)
	t := newText(w)
	t.head(fmt.Sprintf("%d random sets of numbers over the plausible ranges; nothing is tuned", r.Sets))
	for _, l := range []struct {
		words string
		share float64
	}{{"two stable states at some load", r.TwoState}, {"a knot forms at 5 % of strength", r.Forms}, {"none forms at 2 %", r.Safe},
		{"it forms, and stays at 2.5 %", r.Persists}, {"it forms, and lets go at rest", r.LetsGo}, {"all of these at once", r.AllFour}} {
		t.line(fmt.Sprintf("  %-34s %3.0f %%", l.words, 100*l.share))
	}
	t.para(hypothesis, "")
	return t.err
}

func (c *simulateCmd) facts(w io.Writer) error { return knot.PrintFacts(w, knot.Facts()) }

func (c *simulateCmd) pair(w io.Writer) error {
	p := knot.Default()
	_, course, err := knot.RunPair(knot.NewPair(), c.Days, &p, func(int) knot.PairLife { return knot.PairLife{Slump: .2} })
	if err != nil {
		return &exit{ExitBadInput, err.Error()}
	}
	t := newText(w)
	t.head("Two muscles on one joint, slumped at work")
	t.line("   day  slump   short: length  contracture          long: length  contracture")
	for i, s := range course {
		if i%max(1, len(course)/20) == 0 || i == len(course)-1 {
			t.line(fmt.Sprintf("  %4d  %5.3f          %5.3f  %s %4.2f         %5.3f  %s %4.2f", s.Day+1, s.Angle, s.Lengths[0], bar(s.Knots[0].C, 8), s.Knots[0].C, s.Lengths[1], bar(s.Knots[1].C, 8), s.Knots[1].C))
		}
	}
	t.line("")
	if n := len(course); n > 0 && course[n-1].LockedShort(0) {
		t.para("The first muscle has become short. The knot forms in the other, which is held long: it hurts where the cause is not.", "")
	}
	t.para(hypothesis, "")
	return t.err
}

func (c *simulateCmd) scapula(w io.Writer) error {
	p := knot.Default()
	_, course, err := knot.RunScapula(knot.NewScapula(), c.Days, &p, func(int) knot.ScapulaLife {
		return knot.ScapulaLife{Hold: [2]float64{.03, -.04}, Slump: [2]float64{-.12, .18}, Stress: c.Stress}
	})
	if err != nil {
		return &exit{ExitBadInput, err.Error()}
	}
	t := newText(w)
	t.head(fmt.Sprintf("The shoulder blade in a slump, after %d days", len(course)))
	t.line("  muscle               use %   length   strain   contracture       pain")
	if n := len(course); n > 0 {
		s := course[n-1]
		for i, name := range knot.ScapulaMuscles {
			t.line(fmt.Sprintf("  %-19s %5.1f    %5.3f    %5.3f   %s %4.2f   %4.1f", strings.ReplaceAll(name, "_", " "), 100*s.Use[i], s.Lengths[i], s.Strain[i], bar(s.Knots[i].C, 10), s.Knots[i].C, s.Pain[i]))
		}
	}
	t.line("")
	t.para(hypothesis, "")
	return t.err
}
