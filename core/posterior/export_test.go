package posterior_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/posterior"
)

// table of a model that was read back: the last variable runs fastest.
type readTable struct {
	vars []int
	tab  []float64
}

// sumAll adds up the product of all tables where fixed variables have their
// value (-1: any).
func sumAll(card []int, tables []readTable, fixed []int) float64 {
	value := make([]int, len(card))
	var walk func(v int) float64
	walk = func(v int) float64 {
		if v == len(card) {
			p := 1.0
			for _, t := range tables {
				i := 0
				for _, x := range t.vars {
					i = i*card[x] + value[x]
				}
				p *= t.tab[i]
			}
			return p
		}
		if fixed[v] >= 0 {
			value[v] = fixed[v]
			return walk(v + 1)
		}
		s := 0.0
		for k := range card[v] {
			value[v] = k
			s += walk(v + 1)
		}
		return s
	}
	return walk(0)
}

func anyValue(n int) []int {
	f := make([]int, n)
	for i := range f {
		f[i] = -1
	}
	return f
}

func TestUAIGivesTheSameAnswer(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 1))
	for i := range 20 {
		sh := shape{parts: 2, others: 1, cells: 4, exams: 2}
		if i%2 == 1 {
			sh.tau = 0.8
			sh.doubt = 0.4 * float64(i/4%2)
		}
		n, c := small(r, sh)
		var buf bytes.Buffer
		factor, err := n.WriteUAI(&buf, c)
		if err != nil {
			t.Fatal(err)
		}
		var kind string
		var vars, count int
		scan := func(x ...any) {
			if _, err := fmt.Fscan(&buf, x...); err != nil {
				t.Fatal(err)
			}
		}
		scan(&kind, &vars)
		if kind != "MARKOV" {
			t.Fatalf("kind %q", kind)
		}
		card := make([]int, vars)
		for v := range card {
			scan(&card[v])
		}
		scan(&count)
		tables := make([]readTable, count)
		for k := range tables {
			var size int
			scan(&size)
			tables[k].vars = make([]int, size)
			for v := range size {
				scan(&tables[k].vars[v])
			}
		}
		for k := range tables {
			var size int
			scan(&size)
			tables[k].tab = make([]float64, size)
			for v := range size {
				scan(&tables[k].tab[v])
			}
		}
		want := brute(n, c)
		z := sumAll(card, tables, anyValue(len(card)))
		if got := factor + math.Log(z); math.Abs(got-want.logZ) > 1e-9 {
			t.Errorf("network %d: log evidence %.12g, want %.12g", i, got, want.logZ)
		}
	}
}

// readBIF reads the part of the format that WriteBIF writes.
func readBIF(t *testing.T, text string) (card []int, tables []readTable, at map[string]int) {
	t.Helper()
	at = map[string]int{}
	clean := strings.NewReplacer("(", " ", ")", " ", ",", " ", ";", " ", "|", " ", "[", " ", "]", " ", "{", " ")
	var cur *readTable
	for _, l := range strings.Split(text, "\n") {
		w := strings.Fields(clean.Replace(l))
		if len(w) == 0 {
			continue
		}
		switch w[0] {
		case "variable":
			at[w[1]] = len(card)
			card = append(card, 0)
		case "type":
			fmt.Sscan(w[2], &card[len(card)-1])
		case "probability":
			tables = append(tables, readTable{})
			cur = &tables[len(tables)-1]
			for _, p := range append(append([]string{}, w[2:]...), w[1]) {
				cur.vars = append(cur.vars, at[p])
			}
		case "network", "}":
		default:
			for _, x := range w {
				var p float64
				if _, err := fmt.Sscan(x, &p); err == nil {
					cur.tab = append(cur.tab, p)
				}
			}
		}
	}
	return card, tables, at
}

func TestBIFGivesTheSameAnswer(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	for i := range 10 {
		n, c := small(r, shape{parts: 2, others: 1, cells: 2, exams: 1})
		for k := range c.Observations {
			c.Observations[k].Reliability = 0
		}
		c.Adjust = nil
		var buf bytes.Buffer
		if err := n.WriteBIF(&buf); err != nil {
			t.Fatal(err)
		}
		card, tables, at := readBIF(t, buf.String())
		fixed := anyValue(len(card))
		level, _ := levelsOf(n.Spec(), c)
		for f, l := range level {
			fixed[at[fmt.Sprintf("f%d", f)]] = l
		}
		want := brute(n, c)
		z := sumAll(card, tables, fixed)
		if math.Abs(math.Log(z)-want.logZ) > 1e-9 {
			t.Errorf("network %d: log evidence %.12g, want %.12g", i, math.Log(z), want.logZ)
		}
		for k, cause := range n.Spec().Causes {
			for st := range cause.States {
				v := at[fmt.Sprintf("c%d", k)]
				fixed[v] = st + 1
				if got := sumAll(card, tables, fixed) / z; math.Abs(got-want.marginal[n.Atom(k, st)]) > 1e-9 {
					t.Errorf("network %d cause %d state %d: %.12g, want %.12g", i, k, st, got, want.marginal[n.Atom(k, st)])
				}
				fixed[v] = -1
			}
		}
	}
}

func TestBIFRefusesTempered(t *testing.T) {
	n, _ := small(rand.New(rand.NewPCG(9, 1)), shape{parts: 2, others: 1, cells: 3, exams: 2, tau: 0.5})
	if err := n.WriteBIF(&bytes.Buffer{}); !errors.Is(err, posterior.ErrTempered) {
		t.Errorf("error %v, want ErrTempered", err)
	}
}
