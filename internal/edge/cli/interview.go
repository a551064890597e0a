package cli

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/unknot/unknot/core/wire"
	"github.com/unknot/unknot/internal/care"
)

type interviewCmd struct {
	caseInput
	Keep string `type:"path" placeholder:"FILE" help:"Write the case here after every answer; go on later with: unknot interview FILE. A case file given as argument is kept by itself."`
}

// Run asks one question at a time, danger signs first, until nothing more
// would change the plan, and then prints the assessment. The case so far can
// be kept in a file, so that it may be broken off at any question.
func (c *interviewCmd) Run(s *streams) error {
	p, err := care.Open()
	if err != nil {
		return err
	}
	if c.File == "-" {
		return &exit{ExitUsage, "the answers come from standard input; give the case as a file or by flags"}
	}
	raw, name, err := c.read(s, p)
	if err != nil {
		return err
	}
	if c.Keep == "" {
		c.Keep = c.File
	}
	in := bufio.NewScanner(s.in)
	t := newText(s.out)
	t.para("Answer with the number or the word. ? says why it is asked and how to do it. q stops; what you said so far is kept if you gave a file.", "")
	courseAsked := false
	for {
		k, err := wire.ReadCase(p.Base, p.Words, raw)
		if err != nil {
			return &exit{ExitBadInput, name + ": " + err.Error()}
		}
		q, more, err := p.Next(k)
		if err != nil {
			return &exit{ExitBadInput, name + ": " + err.Error()}
		}
		if !more {
			break
		}
		if !q.Danger && !courseAsked && k.Onset.Course == "" {
			q, courseAsked = courseQuestion, true
		}
		answer, ok := askOne(t, in, q)
		if t.err != nil {
			return t.err
		}
		if !ok {
			if c.Keep != "" {
				t.para("Stopped. Go on with: unknot interview "+c.Keep, "")
			}
			return t.err
		}
		if raw, err = withAnswer(raw, q, answer); err != nil {
			return err
		}
		if c.Keep != "" {
			if err := keepCase(c.Keep, raw); err != nil {
				return &exit{ExitBadInput, fmt.Sprintf("cannot keep the case: %v", err)}
			}
		}
	}
	a, err := p.Assess(raw)
	if err != nil {
		return &exit{ExitBadInput, name + ": " + err.Error()}
	}
	if err := printAssessment(s.out, p.Base, a); err != nil {
		return err
	}
	if a.Gate.Level.StopsPlan() {
		return &exit{code: ExitStop}
	}
	return nil
}

// courseQuestion is asked once, when the danger signs are settled.
var courseQuestion = care.Question{ID: "course", Ask: "How has it gone lately?",
	Why: "Pain that grows steadily is looked at more closely. Pain that comes and goes is common with muscles.",
	Answers: []care.Choice{{ID: "better", Words: "It is getting better"}, {ID: "same", Words: "It stays the same"}, {ID: "worse", Words: "It is getting worse"},
		{ID: "comes_and_goes", Words: "It comes and goes"}, {ID: "unsure", Words: "Not sure"}}}

// askOne puts a question until it gets one of its answers; ok is false when
// the person stops or the input ends.
func askOne(t *text, in *bufio.Scanner, q care.Question) (answer string, ok bool) {
	t.line("")
	t.para(q.Ask, "")
	for i, a := range q.Answers {
		t.hang(fmt.Sprintf("  %d  ", i+1), a.Words)
	}
	for in.Scan() {
		said := strings.ToLower(strings.TrimSpace(in.Text()))
		switch said {
		case "q", "quit":
			return "", false
		case "?":
			t.para(q.Why, "  ")
			if q.How != "" {
				t.para(q.How, "  ")
			}
			continue
		}
		if n, err := strconv.Atoi(said); err == nil && n >= 1 && n <= len(q.Answers) {
			return q.Answers[n-1].ID, true
		}
		for _, a := range q.Answers {
			if said == a.ID || said == strings.ToLower(a.Words) {
				return a.ID, true
			}
		}
		t.para(fmt.Sprintf("%q is none of the answers; give a number from 1 to %d, ? or q.", said, len(q.Answers)), "  ")
	}
	return "", false
}

// withAnswer adds an answer to a case in JSON.
func withAnswer(raw []byte, q care.Question, answer string) ([]byte, error) {
	var k map[string]json.RawMessage
	if err := json.Unmarshal(raw, &k); err != nil {
		return nil, fmt.Errorf("add an answer: %w", err)
	}
	field := "findings"
	switch {
	case q.ID == courseQuestion.ID:
		if field = "onset"; answer == "unsure" {
			return raw, nil // what is not known is left unsaid
		}
	case q.Danger:
		field = "danger"
	}
	answers := map[string]json.RawMessage{}
	if len(k[field]) > 0 {
		if err := json.Unmarshal(k[field], &answers); err != nil {
			return nil, fmt.Errorf("add an answer: %w", err)
		}
	}
	if answers == nil {
		answers = map[string]json.RawMessage{}
	}
	said, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	answers[q.ID] = said
	if k[field], err = json.Marshal(answers); err != nil {
		return nil, err
	}
	return json.MarshalIndent(k, "", "  ")
}

// keepCase writes the case whole or not at all.
func keepCase(path string, raw []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".case-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(append(raw, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
