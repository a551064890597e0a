package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/balance"
	"github.com/unknot/unknot/core/plan/coach"
	"github.com/unknot/unknot/internal/care"
)

type balanceCmd struct {
	dataFlags
	Check []string `arg:"" optional:"" help:"Results such as ankle_wall.left=6.5 wall_angel=no. Left out: how to do each check."`
	Age   int      `default:"-1" help:"Age in years: some borders fall with it."`
	Keep  bool     `help:"Keep the results; the plan then fits its exercises to them."`
}

// Run explains the checks, or judges results.
func (c *balanceCmd) Run(s *streams) (err error) {
	p, err := care.Open()
	if err != nil {
		return err
	}
	t := newText(s.out)
	if len(c.Check) == 0 {
		for _, k := range p.Base.Checks {
			id := k.ID
			if k.Sides {
				id += ".right, " + k.ID + ".left"
			}
			t.head(k.Name + " (" + id + ")")
			for i, how := range k.How {
				t.hang(fmt.Sprintf("  %d. ", i+1), how)
			}
			field(t, "note", k.Ask)
			field(t, "noise", k.NoiseBy)
			field(t, "care", strings.Join(k.Cautions, " "))
			field(t, "certainty", gradeWords[k.Grade]+". "+k.Doubt)
		}
		return t.err
	}
	list, err := readChecks(c.Check)
	if err != nil {
		return err
	}
	results, err := balance.Judge(p.Base, unknot.Person{Age: c.Age}, list)
	if err != nil {
		return err
	}
	for _, r := range results {
		title := r.Name
		if r.Side != "" {
			title += ", " + string(r.Side)
		}
		t.head(title)
		field(t, "says", r.Words)
		if r.Unit != "" {
			field(t, "number", fmt.Sprintf("%g %s; the border is %g, the noise %g", r.Value, r.Unit, r.Border, r.Noise))
		}
		field(t, "certainty", gradeWords[r.Grade]+". "+r.Doubt)
	}
	t.line("")
	t.para("These checks are soft. They may change an exercise, never what the pain may be.", "")
	if t.err != nil || !c.Keep {
		return t.err
	}
	ctx := context.Background()
	if err := c.openInto(ctx, p); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	tenant, err := c.tenant(ctx, p)
	if err != nil {
		return err
	}
	return p.KeepChecks(ctx, tenant, list)
}

func readChecks(args []string) ([]unknot.Checked, error) {
	var out []unknot.Checked
	for _, arg := range args {
		id, value, ok := strings.Cut(arg, "=")
		if !ok {
			return nil, &exit{ExitUsage, fmt.Sprintf("%q: write it as ankle_wall.left=6.5 or wall_angel=no", arg)}
		}
		k := unknot.Checked{Check: id}
		if side := unknot.CellID(id).Side(); side != "" {
			k.Check, k.Side = strings.TrimSuffix(id, "."+string(side)), side
		}
		if n, err := strconv.ParseFloat(value, 64); err == nil {
			k.Value = n
		} else {
			k.Answer = unknot.Answer(value)
		}
		out = append(out, k)
	}
	return out, nil
}

type testCmd struct {
	Muscle string   `arg:"" help:"Muscle and side, such as soleus_lower.left."`
	Has    []string `placeholder:"ID" help:"A condition or medicine, such as anticoagulant."`
}

// Run prints how to test a muscle oneself, where that is safe.
func (c *testCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	id, side, err := muscleArg(p, c.Muscle)
	if err != nil {
		return err
	}
	if !side.Valid() {
		return &exit{ExitUsage, fmt.Sprintf("say the side too: %s.right or %s.left", id, id)}
	}
	m, _ := p.Base.Muscle(id)
	t := newText(s.out)
	scripts, _, reason := coach.Tests(p.Base, plan.FactsOf(personWith(c.Has), "", -1), id, side)
	if reason != "" {
		t.head("No press test: " + string(side) + " " + m.Name)
		t.para(reason, "")
	}
	for _, k := range scripts {
		t.head(map[string]string{"press": "Press test: ", "stretch": "Stretch test: "}[k.Kind] + string(side) + " " + m.Name)
		field(t, "position", k.Position)
		for _, site := range k.Sites {
			field(t, "where", site.Where)
		}
		field(t, "how", k.How)
		field(t, "how hard", k.Hard)
		if k.KPa > 0 {
			field(t, "", fmt.Sprintf("%.0f kPa (%.1f kg on a square cm).", k.KPa, k.KPa/98.07))
		}
		field(t, "how long", fmt.Sprintf("%d seconds.", k.Seconds))
		field(t, "look for", k.LookFor)
		for i, r := range k.Record {
			label := ""
			if i == 0 {
				label = "record"
			}
			field(t, label, k.Finding+"="+r.ID+": "+r.Words)
		}
		field(t, "care", strings.Join(k.Cautions, " "))
		field(t, "sources", strings.Join(k.Sources, ", "))
	}
	return t.err
}
