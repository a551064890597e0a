package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan"
	"github.com/unknot/unknot/core/plan/coach"
	"github.com/unknot/unknot/internal/care"
)

type doCmd struct {
	dataFlags
	Item    string  `arg:"" optional:"" help:"Number or id of an item of the plan, such as 1 or press_fingers. Left out: list them."`
	Case    string  `type:"path" placeholder:"FILE" help:"A case in JSON, in place of a kept episode. Nothing is kept then."`
	Episode string  `placeholder:"ID" help:"The kept episode; the newest when left out."`
	List    bool    `help:"Print the steps and their times, and do not start."`
	Done    bool    `help:"Write the session into the diary without guiding it."`
	Before  float64 `default:"-1" placeholder:"0-10" help:"Pain before."`
	After   float64 `default:"-1" placeholder:"0-10" help:"Pain after."`
	Effort  float64 `default:"-1" placeholder:"0-10" help:"How hard it was."`
}

// Run guides one item of the plan. On a terminal it counts the time down and
// takes keys; elsewhere it prints the steps. The way is the same as on the
// pages: danger signs first, then the plan, then the session.
func (c *doCmd) Run(s *streams) (err error) {
	for name, v := range map[string]float64{"--before": c.Before, "--after": c.After, "--effort": c.Effort} {
		if v != -1 && !(v >= 0 && v <= 10) {
			return &exit{ExitBadInput, fmt.Sprintf("%s is %g; give a number from 0 to 10", name, v)}
		}
	}
	ctx := context.Background()
	p, err := care.Open()
	if err != nil {
		return err
	}
	a, keep, err := c.answer(ctx, p)
	defer func() { err = errors.Join(err, p.Close()) }()
	if err != nil {
		return err
	}
	if err := noPlan(s, p.Base, a); err != nil {
		return err
	}
	if c.Item == "" {
		return listItems(s.out, p.Base, a.Plan)
	}
	n, err := pickItem(a.Plan, c.Item)
	if err != nil {
		return err
	}
	session, err := coach.Guide(p.Base, a.Plan, n)
	if errors.Is(err, coach.ErrNoSession) {
		t := newText(s.out)
		planItem(t, p.Base, a.Plan.Items, n)
		return t.err
	}
	if err != nil {
		return err
	}
	done := unknot.Done{Treatment: session.Item.Treatment, Muscle: session.Item.Muscle, Side: session.Item.Side, Minutes: -1, Effort: c.Effort, Of: len(session.Steps)}
	switch {
	case c.Done:
		done.Steps, done.Minutes = len(session.Steps), minutesOf(session.Seconds)
	case c.List || !onTerminal(s):
		return listSteps(s.out, p.Base, session)
	default:
		done, err = c.guide(s, p.Base, session, done)
		if err != nil {
			return err
		}
	}
	if keep == nil {
		return nil
	}
	return keep(s, done, c.Before, c.After)
}

// keeper writes a session that was done into the diary.
type keeper func(s *streams, d unknot.Done, before, after float64) error

// answer reads the case, or the kept episode; keep is nil for a case.
func (c *doCmd) answer(ctx context.Context, p *care.Practice) (care.Answer, keeper, error) {
	if c.Case != "" {
		raw, err := os.ReadFile(c.Case)
		if err != nil {
			return care.Answer{}, nil, &exit{ExitBadInput, fmt.Sprintf("cannot read the case: %v", err)}
		}
		a, err := p.Assess(raw)
		if err != nil {
			return a, nil, &exit{ExitBadInput, c.Case + ": " + err.Error()}
		}
		return a, nil, nil
	}
	if err := c.openInto(ctx, p); err != nil {
		return care.Answer{}, nil, err
	}
	tenant, err := c.tenant(ctx, p)
	if err != nil {
		return care.Answer{}, nil, err
	}
	id, err := orNewest(ctx, p, tenant, c.Episode)
	if err != nil {
		return care.Answer{}, nil, &exit{ExitBadInput, "no plan is kept yet; make one: unknot plan CASE --keep, or unknot do ITEM --case CASE"}
	}
	a, err := p.RecallPlan(ctx, tenant, id)
	if err != nil {
		return a, nil, err
	}
	return a, func(s *streams, d unknot.Done, before, after float64) error {
		return keepSession(ctx, s, p, tenant, id, d, before, after)
	}, nil
}

func keepSession(ctx context.Context, s *streams, p *care.Practice, tenant, id string, d unknot.Done, before, after float64) error {
	gate, err := p.LogSession(ctx, tenant, id, d, before, after)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(s.out, "Kept in the diary."); err != nil {
		return err
	}
	if gate.Level.StopsPlan() {
		if err := printReasons(s.out, p.Base, gate); err != nil {
			return err
		}
		return &exit{code: ExitStop}
	}
	return nil
}

// noPlan prints why there is no plan, and returns the exit for it.
func noPlan(s *streams, base *knowledge.Base, a care.Answer) error {
	if a.PlanErr == nil {
		return nil
	}
	if err := printGate(s.out, base, a.Gate); err != nil {
		return err
	}
	if a.Gate.Level.StopsPlan() {
		return &exit{code: ExitStop}
	}
	return &exit{ExitUnanswered, "there is no plan before the danger questions are answered"}
}

// pickItem finds an item by its number or by the id of its treatment.
func pickItem(p plan.Plan, name string) (int, error) {
	if n, err := strconv.Atoi(name); err == nil {
		if n < 1 || n > len(p.Items) {
			return 0, &exit{ExitBadInput, fmt.Sprintf("the plan has %d items; name one of 1 to %d", len(p.Items), len(p.Items))}
		}
		return n - 1, nil
	}
	var ids []string
	for i, it := range p.Items {
		if it.Treatment == name {
			return i, nil
		}
		ids = append(ids, it.Treatment)
	}
	for _, w := range p.Withheld {
		if w.Treatment == name {
			return 0, &exit{ExitBadInput, fmt.Sprintf("%s is left out for your safety: %s", name, w.Reason)}
		}
	}
	return 0, &exit{ExitBadInput, fmt.Sprintf("the plan has no %q; it has: %s", name, strings.Join(ids, ", "))}
}

func listItems(w io.Writer, base *knowledge.Base, p plan.Plan) error {
	t := newText(w)
	for i, it := range p.Items {
		t.hang(fmt.Sprintf("%2d  ", i+1), itemName(base, it)+": "+firstOf(it.Dose.Now.Words, it.Dose.Use))
	}
	t.line("")
	t.para("Do one: unknot do 1", "")
	return t.err
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func itemName(base *knowledge.Base, it plan.Item) string {
	name := it.Name
	if it.MoveName != "" && it.Kind == "movement" {
		name += ", " + strings.ToLower(it.MoveName[:1]) + it.MoveName[1:]
	}
	if m, ok := base.Muscle(it.Muscle); ok {
		name += ": " + string(it.Side) + " " + m.Name
	}
	return name
}

// listSteps prints a session as a plain list.
func listSteps(w io.Writer, base *knowledge.Base, s coach.Session) error {
	t := newText(w)
	t.head(itemName(base, s.Item))
	t.para(fmt.Sprintf("About %s. %s", span(s.Seconds), s.Weekly), "")
	if len(s.Item.Cautions) > 0 {
		t.hang("  ! ", strings.Join(s.Item.Cautions, " "))
	}
	t.hang("  ! ", "Stop if: "+strings.Join(s.Stop, " "))
	t.line("")
	for i, step := range s.Steps {
		t.hang(fmt.Sprintf("%3d  %7s  ", i+1, stepTime(step)), stepWords(step))
	}
	return t.err
}

func stepTime(s coach.Step) string {
	if s.Seconds == 0 {
		return ""
	}
	return span(s.Seconds)
}

// span writes seconds as a person says them: 45 s, 2 min, 2 min 30 s.
func span(seconds int) string {
	m, rest := seconds/60, seconds%60
	switch {
	case m == 0:
		return fmt.Sprintf("%d s", rest)
	case rest == 0:
		return fmt.Sprintf("%d min", m)
	}
	return fmt.Sprintf("%d min %d s", m, rest)
}

func stepWords(s coach.Step) string {
	words := s.Words
	if s.Rounds > 1 && s.Do != "pause" {
		words = fmt.Sprintf("Round %d of %d. %s", s.Round, s.Rounds, words)
	}
	if s.Max > 0 && (s.Do == "hold" || s.Do == "tense") {
		words += fmt.Sprintf(" (%d to %d of 10, never above %d)", s.Low, s.High, s.Max)
	}
	return words
}

func minutesOf(seconds int) float64 { return float64((seconds*2+59)/60) / 2 }

// onTerminal reports whether a person sits in front: both ways are a terminal.
func onTerminal(s *streams) bool {
	in, ok := s.in.(*os.File)
	out, ok2 := s.out.(*os.File)
	return ok && ok2 && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
}

// guide runs the session on the terminal, with single keys.
func (c *doCmd) guide(s *streams, base *knowledge.Base, session coach.Session, done unknot.Done) (unknot.Done, error) {
	in := s.in.(*os.File)
	old, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return done, fmt.Errorf("read keys: %w", err)
	}
	defer func() { _ = term.Restore(int(in.Fd()), old) }()
	keys := make(chan byte)
	go func() {
		defer close(keys)
		one := make([]byte, 1)
		for {
			if _, err := in.Read(one); err != nil {
				return
			}
			keys <- one[0]
		}
	}()
	g := &guide{out: s.out, keys: keys, tick: time.Second, plain: os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb", newline: "\r\n"}
	return g.run(base, session, done, &c.Before, &c.After)
}
