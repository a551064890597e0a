package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/core/plan/coach"
	"github.com/unknot/unknot/internal/care"
)

// guide runs a session: it writes what to do, counts the time down, and takes
// keys. tick is the length of a second, so that a test need not wait.
type guide struct {
	out     io.Writer
	keys    <-chan byte
	tick    time.Duration
	plain   bool   // no colour, no line that is written over
	newline string // "\r\n" where the terminal is raw
	err     error

	strongest float64 // discomfort that was told by key, 0-10; -1 when none was
}

const keysHelp = "space pause · n next · s stop · 0 to 9 how strong it is now, above the limit it stops"

// whyStopped are the reasons to stop, by key. The names go into the diary.
var whyStopped = []struct{ name, words, advice string }{
	{care.StoppedPain, "The pain went above the limit", "Leave it out until tomorrow. Next time it will be eased."},
	{care.StoppedTingling, "It tingled, went numb, or felt electric", "Do not repeat it there. If it stays numb or weak, have it looked at within days."},
	{care.StoppedDizzy, "Dizzy, double vision, or a new headache", "Get help at once: call emergency services."},
	{care.StoppedEnough, "Enough for today", "That is fine."},
}

// run guides through all steps and fills in what was done. before and after
// are asked for where they are not said yet (-1).
func (g *guide) run(base *knowledge.Base, s coach.Session, d unknot.Done, before, after *float64) (unknot.Done, error) {
	g.say(g.bold(itemName(base, s.Item)))
	g.say("Stop if: " + strings.Join(s.Stop, " "))
	for _, c := range s.Item.Cautions {
		g.say("Take care: " + c)
	}
	g.say(keysHelp)
	if *before < 0 {
		*before = g.number("How is the pain now, 0 to 10?")
	}
	spent := 0
	g.strongest = -1
	for i, step := range s.Steps {
		if step.Do == "ask" {
			continue
		}
		g.say("")
		g.say(fmt.Sprintf("%s %s", g.bold(fmt.Sprintf("%d/%d", i+1, len(s.Steps))), stepWords(step)))
		used, stop := g.step(step)
		spent += used
		if limit := s.Item.Dose.Max; stop && limit > 0 && g.strongest > float64(limit) {
			d.Stopped = care.StoppedPain
			break
		}
		if stop || g.err != nil {
			d.Stopped = g.why()
			break
		}
		d.Steps++
	}
	d.Effort = max(d.Effort, g.strongest)
	if d.Effort < 0 {
		d.Effort = g.number("How hard was it, 0 to 10?")
	}
	if *after < 0 {
		*after = g.number("And how is the pain now, 0 to 10?")
	}
	if d.Stopped == "" && g.err == nil {
		d.Steps = len(s.Steps)
	}
	if limit := s.Item.Dose.Max; limit > 0 && d.Effort > float64(limit) {
		g.say(fmt.Sprintf("That was above %d of 10. Leave it out until tomorrow. Next time it will be eased.", limit))
		if d.Stopped == "" {
			d.Stopped = whyStopped[0].name
		}
	}
	d.Minutes = minutesOf(spent)
	return d, g.err
}

// step waits for a step to pass, or for the person to go on.
func (g *guide) step(s coach.Step) (spent int, stop bool) {
	if s.Seconds == 0 {
		g.say("  [press n or Enter when you are ready]")
		for k := range g.keys {
			switch k {
			case 'n', 'N', '\r', '\n', ' ':
				return spent, false
			case 's', 'S', 3, 4:
				return spent, true
			}
		}
		return spent, true
	}
	tick := time.NewTicker(g.tick)
	defer tick.Stop()
	paused := false
	g.left(s.Seconds, s.Seconds, paused)
	for spent < s.Seconds {
		select {
		case <-tick.C:
			if !paused {
				spent++
				g.left(s.Seconds-spent, s.Seconds, paused)
			}
		case k, ok := <-g.keys:
			switch {
			case !ok, k == 's', k == 'S', k == 3, k == 4: // 3 and 4: Ctrl-C, Ctrl-D
				g.end()
				return spent, true
			case k == 'n', k == 'N':
				g.end()
				return spent, false
			case k == ' ':
				paused = !paused
				g.left(s.Seconds-spent, s.Seconds, paused)
			case k >= '0' && k <= '9' && s.Max > 0:
				g.strongest = max(g.strongest, float64(k-'0'))
				if int(k-'0') > s.Max {
					g.end()
					return spent, true
				}
			}
		}
	}
	g.end()
	return spent, false
}

// left shows what is left of a step: over the same line, or, in a plain
// terminal, every ten seconds on a line of its own.
func (g *guide) left(left, of int, paused bool) {
	state := ""
	if paused {
		state = "  paused"
	}
	if g.plain {
		if left%10 == 0 || left <= 3 || paused {
			g.say(fmt.Sprintf("  %d seconds left%s", left, state))
		}
		return
	}
	bell := ""
	if left == 0 {
		bell = "\a"
	}
	g.write(fmt.Sprintf("\r  %s %4d s%s\x1b[K%s", bar(1-float64(left)/float64(of), 30), left, state, bell))
}

func (g *guide) end() {
	if !g.plain {
		g.write(g.newline)
	}
}

// why asks for the reason of a stop, and says what to do.
func (g *guide) why() string {
	if g.err != nil {
		return ""
	}
	g.say("Stopped. Why?")
	for i, w := range whyStopped {
		g.say(fmt.Sprintf("  %d  %s", i+1, w.words))
	}
	for k := range g.keys {
		if i := int(k - '1'); i >= 0 && i < len(whyStopped) {
			g.say(whyStopped[i].advice)
			return whyStopped[i].name
		}
	}
	return whyStopped[len(whyStopped)-1].name
}

// number asks for 0 to 10 and waits for Enter; Enter alone leaves it unsaid.
func (g *guide) number(ask string) float64 {
	g.write(ask + " ")
	text := ""
	for k := range g.keys {
		switch {
		case k >= '0' && k <= '9' && len(text) < 2:
			text += string(rune(k))
			g.write(string(rune(k)))
		case (k == 127 || k == 8) && text != "":
			text = text[:len(text)-1]
			g.write("\b \b")
		case k == 3 || k == 4:
			g.write(g.newline)
			return -1
		case k == '\r' || k == '\n':
			n := -1
			if text != "" {
				n = 0
				for _, r := range text {
					n = n*10 + int(r-'0')
				}
			}
			if n > 10 {
				g.write(g.newline + "From 0 to 10: ")
				text = ""
				continue
			}
			g.write(g.newline)
			return float64(n)
		}
	}
	g.write(g.newline)
	return -1
}

func (g *guide) bold(s string) string {
	if g.plain {
		return s
	}
	return "\x1b[1m" + s + "\x1b[0m"
}

// say writes a paragraph, wrapped.
func (g *guide) say(s string) {
	var b strings.Builder
	t := newText(&b)
	t.para(s, "")
	g.write(strings.ReplaceAll(b.String(), "\n", g.newline))
}

func (g *guide) write(s string) {
	if g.err == nil {
		_, g.err = io.WriteString(g.out, s)
	}
}
