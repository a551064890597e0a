package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/unknot/unknot"
)

// moreFlags are what an entry may say beyond pain, sleep and care.
type moreFlags struct {
	Average   float64  `default:"-1" help:"Average pain since the last entry, 0 to 10."`
	Quality   []string `placeholder:"WORD" help:"What it is like: ache, burning, numb, pressure, sharp, throbbing, tingling."`
	Threshold float64  `placeholder:"KPA" help:"Pressure at which it begins to hurt, in kPa (1 kg/cm² is 98)."`
	Spot      []string `placeholder:"MUSCLE.SIDE=STATE" help:"A spot as you found it: active, latent, quiet (felt, but no longer sore) or none."`
	Motion    []string `placeholder:"WHAT=DEGREES" help:"How far a movement went, such as neck.rotation.right=55."`
	Function  []string `sep:"none" placeholder:"ACTIVITY=SCORE" help:"An activity you want back: 0 cannot, 10 as before."`
	Peg       []string `placeholder:"P,E,G" help:"The last week, each 0 to 10: pain, in the way of enjoyment, in the way of activity."`
	Work      []string `placeholder:"KIND=HOURS" help:"What loaded you, such as desk=8."`
	Medicine  []string `sep:"none" placeholder:"NAME[=DOSE]" help:"What you took."`
	Episode   string   `placeholder:"ID" help:"The episode it belongs to (unknot episode)."`
	Mends     string   `placeholder:"ID" help:"The entry that this one corrects (unknot diary --ids)."`
}

// add puts the flags into an entry; ranges and names are checked where the
// entry is read back, so that every way in gets the same errors.
func (f *moreFlags) add(e *unknot.Entry) error {
	e.Episode, e.Mends = f.Episode, f.Mends
	at := &e.Places[0]
	at.Average, at.Quality, at.Threshold = f.Average, f.Quality, f.Threshold
	for _, s := range f.Spot {
		where, state, _ := strings.Cut(s, "=")
		i := strings.LastIndexByte(where, '.')
		if i < 0 || state == "" {
			return &exit{ExitUsage, fmt.Sprintf("--spot %q: write it as trapezius_upper.right=latent", s)}
		}
		e.Spots = append(e.Spots, unknot.Spot{Muscle: unknot.MuscleID(where[:i]), Side: unknot.Side(where[i+1:]), State: unknot.State(state)})
	}
	for _, s := range f.Motion {
		name, n, err := named("motion", s)
		if err != nil {
			return err
		}
		e.Motion = append(e.Motion, unknot.Motion{What: name, Degrees: n})
	}
	for _, s := range f.Function {
		name, n, err := named("function", s)
		if err != nil {
			return err
		}
		e.Function = append(e.Function, unknot.Activity{Name: name, Score: n})
	}
	for _, s := range f.Work {
		name, n, err := named("work", s)
		if err != nil {
			return err
		}
		e.Work = append(e.Work, unknot.Work{Kind: name, Hours: n})
	}
	for _, s := range f.Peg {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return &exit{ExitUsage, "--peg: give three numbers, such as 3,4,5"}
		}
		e.PEG = append(e.PEG, n)
	}
	for _, s := range f.Medicine {
		name, dose, _ := strings.Cut(s, "=")
		e.Medicine = append(e.Medicine, unknot.Taken{Name: name, Dose: dose})
	}
	return nil
}

// named reads NAME=NUMBER.
func named(flag, s string) (string, float64, error) {
	name, number, _ := strings.Cut(s, "=")
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || name == "" {
		return "", 0, &exit{ExitUsage, fmt.Sprintf("--%s %q: write a name, = and a number", flag, s)}
	}
	return name, n, nil
}
