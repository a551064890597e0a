package bench

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/assess"
	"github.com/unknot/unknot/core/body"
	"github.com/unknot/unknot/core/knowledge"
)

//go:embed vignettes
var files embed.FS

// Sets of vignettes.
const (
	Report = "report" // never used to choose a number
	Tune   = "tune"
)

// Vignette is one case with what it should lead to.
type Vignette struct {
	File   string
	Line   int
	Name   string
	Source string
	Input  assess.Input
	Danger map[string]unknot.Answer // every other danger question is no
	Levels []unknot.Level           // the right level first, then others that are defensible
	Muscle []string                 // muscles with side; any of them is the truth
	Cause  string                   // a look-alike
	Hard   bool
}

// Vignettes reads a set that ships with the program.
func Vignettes(base *knowledge.Base, set string) ([]Vignette, error) {
	var out []Vignette
	err := fs.WalkDir(files, "vignettes/"+set, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".txt") {
			return err
		}
		raw, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		list, err := Parse(base, strings.TrimPrefix(path, "vignettes/"), string(raw))
		out = append(out, list...)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("vignettes: %w", err)
	}
	return out, nil
}

// Parse reads vignettes. The error names file and line.
func Parse(base *knowledge.Base, file, text string) ([]Vignette, error) {
	var out []Vignette
	seen := map[string]int{}
	var v *Vignette
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			if line == "" {
				v = nil
			}
			continue
		}
		key, rest, _ := strings.Cut(line, " ")
		rest = strings.TrimSpace(rest)
		fault := func(err error) error { return fmt.Errorf("%s:%d: %w", file, i+1, err) }
		if key == "case" {
			if at, ok := seen[rest]; ok {
				return nil, fault(fmt.Errorf("case %q is also on line %d; give each its own name", rest, at))
			}
			seen[rest] = i + 1
			out = append(out, Vignette{File: file, Line: i + 1, Name: rest, Danger: map[string]unknot.Answer{},
				Input: assess.Input{Person: unknot.Person{Age: -1}, Onset: assess.Onset{Days: -1}}})
			v = &out[len(out)-1]
			continue
		}
		if v == nil {
			return nil, fault(fmt.Errorf("%q stands before any case; begin with: case NAME", key))
		}
		if err := v.read(base, key, rest); err != nil {
			return nil, fault(err)
		}
	}
	for i := range out {
		if err := out[i].check(); err != nil {
			return nil, fmt.Errorf("%s:%d: case %q: %w", file, out[i].Line, out[i].Name, err)
		}
	}
	return out, nil
}

func (v *Vignette) check() error {
	switch {
	case v.Source == "":
		return fmt.Errorf("no source")
	case len(v.Input.Drawing.Places) == 0:
		return fmt.Errorf("nothing is drawn")
	case len(v.Levels) == 0:
		return fmt.Errorf("no level")
	}
	slices.SortStableFunc(v.Input.Findings, func(a, b assess.Finding) int { return strings.Compare(a.ID, b.ID) })
	return nil
}

func (v *Vignette) read(base *knowledge.Base, key, rest string) error {
	words := strings.Fields(rest)
	if len(words) == 0 {
		return fmt.Errorf("%q says nothing", key)
	}
	switch key {
	case "source":
		v.Source = rest
	case "person":
		return v.readPerson(base, words)
	case "onset":
		return v.readOnset(words)
	case "draw":
		return v.readPlace(words)
	case "danger":
		return v.readDanger(base, words)
	case "finding":
		return v.readFinding(base, words)
	case "level":
		for _, w := range words {
			l, ok := unknot.ParseLevel(w)
			if !ok {
				return fmt.Errorf("level %q; use %s", w, strings.Join(unknot.LevelNames(), ", "))
			}
			v.Levels = append(v.Levels, l)
		}
	case "muscle":
		for _, w := range strings.Split(rest, " or ") {
			w = strings.TrimSpace(w)
			id, side, _ := strings.Cut(w, ".")
			if _, ok := base.Muscle(unknot.MuscleID(id)); !ok || !unknot.Side(side).Valid() {
				return fmt.Errorf("muscle %q; write its id and side, such as infraspinatus.right", w)
			}
			v.Muscle = append(v.Muscle, w)
		}
	case "cause":
		if _, ok := base.Lookalike(rest); !ok {
			return fmt.Errorf("unknown look-alike %q", rest)
		}
		v.Cause = rest
	case "set":
		v.Hard = slices.Contains(words, "hard")
	default:
		return fmt.Errorf("unknown line %q; see vignettes/README.md", key)
	}
	return nil
}

func (v *Vignette) readPerson(base *knowledge.Base, words []string) error {
	p := &v.Input.Person
	for _, w := range words {
		kind, id, marked := strings.Cut(w, ":")
		switch {
		case marked && kind == "condition" && named(base.Conditions, id):
			p.Conditions = append(p.Conditions, id)
		case marked && kind == "medicine" && named(base.Medicines, id):
			p.Medicines = append(p.Medicines, id)
		case w == "pregnant":
			p.Pregnant = unknot.Yes
		case w == "female" || w == "male":
			p.Sex = unknot.Sex(w)
		default:
			age, err := strconv.Atoi(w)
			if err != nil || age < 0 || age > 120 {
				return fmt.Errorf("person %q; give age, female or male, pregnant, condition:ID or medicine:ID", w)
			}
			p.Age = age
		}
	}
	return nil
}

func named(list []knowledge.Named, id string) bool {
	return slices.ContainsFunc(list, func(n knowledge.Named) bool { return n.ID == id })
}

func (v *Vignette) readOnset(words []string) error {
	for _, w := range words {
		if days, err := strconv.Atoi(w); err == nil && days >= 0 {
			v.Input.Onset.Days = days
			continue
		}
		switch {
		case slices.Contains(assess.OnsetKinds, w):
			v.Input.Onset.Kind = w
		case slices.Contains(assess.Courses, w):
			v.Input.Onset.Course = w
		case w != "days":
			return fmt.Errorf("onset %q; give days, one of %s, and one of %s", w, strings.Join(assess.OnsetKinds, ", "), strings.Join(assess.Courses, ", "))
		}
	}
	return nil
}

func (v *Vignette) readPlace(words []string) error {
	cells := body.Expand(unknot.CellID(words[0]))
	if len(cells) == 0 || len(words) < 2 {
		return fmt.Errorf("draw %q; write a place with its side, and how strong: temple.right 6", strings.Join(words, " "))
	}
	pain, err := strconv.ParseFloat(words[1], 64)
	if err != nil || !(pain > 0 && pain <= 10) {
		return fmt.Errorf("pain %q; it goes from above 0 to 10", words[1])
	}
	p := unknot.Place{Cells: slices.Clone(cells), Intensity: pain}
	for _, w := range words[2:] {
		if !slices.Contains(unknot.Qualities, w) {
			return fmt.Errorf("quality %q; use %s", w, strings.Join(unknot.Qualities, ", "))
		}
		p.Quality = append(p.Quality, w)
	}
	v.Input.Drawing.Places = append(v.Input.Drawing.Places, p)
	return nil
}

func (v *Vignette) readDanger(base *knowledge.Base, words []string) error {
	if _, ok := base.Question(words[0]); !ok || len(words) != 2 {
		return fmt.Errorf("danger %q; write a danger question and yes or unsure", strings.Join(words, " "))
	}
	a := unknot.Answer(words[1])
	if a == unknot.NotAsked || !a.Valid() {
		return fmt.Errorf("danger answer %q; use yes, no or unsure", words[1])
	}
	v.Danger[words[0]] = a
	return nil
}

func (v *Vignette) readFinding(base *knowledge.Base, words []string) error {
	if len(words) != 2 {
		return fmt.Errorf("finding %q; write its id and the answer", strings.Join(words, " "))
	}
	f := assess.Finding{ID: words[0], Answer: words[1]}
	if x, err := strconv.ParseFloat(words[1], 64); err == nil {
		f = assess.Finding{ID: words[0], Value: x, Valued: true}
	}
	if err := assess.CheckFinding(base, f); err != nil {
		return err
	}
	v.Input.Findings = append(v.Input.Findings, f)
	return nil
}
