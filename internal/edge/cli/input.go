package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

// caseInput is the input that assess, plan and questions share.
type caseInput struct {
	File   string   `arg:"" optional:"" help:"A case in JSON (unknot.case/v1), or - for standard input."`
	Place  []string `short:"p" sep:"none" placeholder:"WORDS" help:"A painful place with intensity, such as \"right temple, 4\". May be repeated."`
	Answer []string `short:"a" sep:"none" placeholder:"ID=ANSWER" help:"A danger question or finding, such as fever=no or press.soleus_lower.left=tender. \"*=no\" answers all other danger questions: use it only after reading them (unknot questions)."`
	Age    int      `default:"-1" help:"Age in years."`
	Sex    string   `help:"female, male or other."`
	Has    []string `placeholder:"ID" help:"A condition, medicine or tool, such as anticoagulant or ball. May be repeated."`
	Days   int      `default:"-1" help:"Days since it began."`
	Onset  string   `help:"How it began: gradual, sudden, after_load, after_injury."`
	Course string   `help:"How it has gone lately: better, same, worse, comes_and_goes."`
}

// read returns the bytes of the case, from the file or built from the flags,
// and the name to show in front of errors.
func (c *caseInput) read(s *streams, p *care.Practice) (raw []byte, name string, err error) {
	if c.File == "" {
		if len(c.Place) == 0 {
			return nil, "", &exit{ExitUsage, "give a case file, - for standard input, or --place \"right temple, 4\""}
		}
		raw, err = c.fromFlags(p)
		return raw, "command line", err
	}
	if len(c.Place)+len(c.Answer)+len(c.Has) > 0 || c.Age >= 0 || c.Sex != "" || c.Days >= 0 || c.Onset != "" || c.Course != "" {
		return nil, "", &exit{ExitUsage, "give either a case file or flags, not both"}
	}
	if c.File == "-" {
		raw, err = io.ReadAll(io.LimitReader(s.in, wire.MaxBytes+1))
		return raw, "standard input", err
	}
	f, err := os.Open(c.File)
	if err != nil {
		return nil, "", &exit{ExitBadInput, fmt.Sprintf("cannot open the case: %v", err)}
	}
	defer f.Close()
	raw, err = io.ReadAll(io.LimitReader(f, wire.MaxBytes+1))
	if err != nil {
		return nil, "", &exit{ExitBadInput, fmt.Sprintf("cannot read the case: %v", err)}
	}
	return raw, c.File, nil
}

// fromFlags writes the flags as a case, so that both ways are read by the same
// code and get the same errors.
func (c *caseInput) fromFlags(p *care.Practice) ([]byte, error) {
	person := map[string]any{}
	if c.Age != -1 {
		person["age"] = c.Age
	}
	if c.Sex != "" {
		person["sex"] = c.Sex
	}
	for _, id := range c.Has {
		field := "conditions"
		for _, m := range p.Base.Medicines {
			if m.ID == id {
				field = "medicines"
			}
		}
		for _, t := range p.Base.Tools {
			if t.ID == id {
				field = "tools"
			}
		}
		if id == "pregnant" {
			person["pregnant"] = "yes"
			continue
		}
		l, _ := person[field].([]string)
		person[field] = append(l, id)
	}
	var places []map[string]any
	for _, w := range c.Place {
		places = append(places, map[string]any{"words": w})
	}
	danger, findings := map[string]string{}, map[string]any{}
	for _, a := range c.Answer {
		id, answer, ok := strings.Cut(a, "=")
		if !ok || id == "" || answer == "" {
			return nil, &exit{ExitUsage, fmt.Sprintf("--answer %q: write it as ID=ANSWER, such as fever=no", a)}
		}
		if _, isDanger := p.Base.Question(id); isDanger || id == "*" {
			danger[id] = answer
			continue
		}
		findings[id] = answer
		var number json.Number
		if json.Unmarshal([]byte(answer), &number) == nil {
			findings[id] = number
		}
	}
	onset := map[string]any{}
	if c.Days != -1 {
		onset["days"] = c.Days
	}
	if c.Onset != "" {
		onset["kind"] = c.Onset
	}
	if c.Course != "" {
		onset["course"] = c.Course
	}
	return json.Marshal(map[string]any{"schema": wire.CaseSchema, "person": person, "onset": onset,
		"drawing": map[string]any{"places": places}, "danger": danger, "findings": findings})
}

// answer runs the main path on the input.
func (c *caseInput) answer(s *streams) (*care.Practice, care.Answer, error) {
	return c.answerWith(s, func(raw []byte) ([]byte, error) { return raw, nil })
}

// answerWith is answer with something added to the case first.
func (c *caseInput) answerWith(s *streams, add func([]byte) ([]byte, error)) (*care.Practice, care.Answer, error) {
	p, err := care.Open()
	if err != nil {
		return nil, care.Answer{}, err
	}
	raw, name, err := c.read(s, p)
	if err != nil {
		return nil, care.Answer{}, err
	}
	if raw, err = add(raw); err != nil {
		return nil, care.Answer{}, err
	}
	a, err := p.Assess(raw)
	if err != nil {
		return nil, care.Answer{}, &exit{ExitBadInput, name + ": " + err.Error()}
	}
	return p, a, nil
}
