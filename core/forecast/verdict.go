package forecast

import "math"

// State says how the pain goes, compared with how such pain usually goes.
type State string

// The states.
const (
	TooEarly   State = "too_early"   // fewer than five ratings, or less than five days between the middles of the first and the last three
	OnTrack    State = "on_track"    // as usual or better
	Slower     State = "slower"      // a point or more above the usual course
	SeeSomeone State = "see_someone" // no gain after the time in which there usually is some, or worse
)

// Verdict is the state with its numbers and reasons, each a short sentence.
type Verdict struct {
	State    State
	Start    float64 // mean of the first three ratings
	Now      float64 // mean of the last three
	Expected float64 // where the pooled course would be by now
	Days     int     // from the middle of the first ratings to that of the last
	Reasons  []string
}

// A change of 1 point or 15 % is the smallest that people notice, 2 points or
// 33 % much (Salaffi 2004, doi:10.1016/j.ejpain.2003.09.004). Two weeks of a
// plan without any gain, or six weeks without much, are the times after which
// it should be seen (reviews of plans; pooled courses gain most within six
// weeks, Menezes Costa 2012, doi:10.1503/cmaj.111271).
const (
	noticed, much      = 1., 2. // points
	noticedShare       = .15    // of the start
	planDays, usualEnd = 14, 42 // days
)

// Judgement: how much must be written down before anything is said, ratings and
// days from the middle of the first three to that of the last three, so that
// neither mean holds the other. Eight ratings in a row are just enough. A rise
// needs fewer ratings, so that it is said early, but only counts from a pain of
// 4, where people begin to call it moderate. Below 1.5 it is called low:
// nearer to 1 than to 2.
const (
	leastRated, leastDays = 5, 5
	leastRise, riseFrom   = 4, 4. // ratings, points
	low                   = 1.5   // points
)

func (in *Input) judge(p *Place) Verdict {
	busy := 0
	for _, d := range in.Days {
		if len(d.Done) > 0 {
			busy++
		}
	}
	var days []int
	for d, y := range p.Pain {
		if y >= 0 {
			days = append(days, d)
		}
	}
	n := len(days)
	take := min(3, n)
	mean := func(list []int) (pain, day float64) {
		for _, d := range list {
			pain += p.Pain[d] / float64(len(list))
			day += float64(d) / float64(len(list))
		}
		return pain, day
	}
	v := Verdict{}
	var from, to float64
	v.Start, from = mean(days[:take])
	v.Now, to = mean(days[n-take:])
	v.Days = int(math.Round(to - from))
	usual := Lasting
	if in.Fresh {
		usual = Fresh
	}
	v.Expected = usual.At(v.Start, to-from)
	if v.Start < usual.Floor {
		v.Expected = v.Start
	}
	gain := v.Start - v.Now
	worse := gain <= -much && v.Now >= riseFrom
	switch {
	case n >= leastRise && worse:
		v.State = SeeSomeone
		v.Reasons = append(v.Reasons, "The pain has risen by two points or more.")
	case n < leastRated || v.Days < leastDays:
		v.State = TooEarly
		v.Reasons = append(v.Reasons, "There are too few days in the diary to compare. Eight days in a row with a number are enough.")
	case v.Now < low:
		v.State = OnTrack
		v.Reasons = append(v.Reasons, "The pain is low now.")
	case v.Days >= usualEnd && gain < much && gain < v.Start/3:
		v.State = SeeSomeone
		v.Reasons = append(v.Reasons, "Six weeks have passed without a clear gain. Most pain like this has eased by then.")
	case busy >= planDays/2 && v.Days >= planDays && gain < noticed && gain < noticedShare*v.Start:
		v.State = SeeSomeone
		v.Reasons = append(v.Reasons, "Two weeks of care have passed without a gain that one would notice.")
	case v.Now > v.Expected+noticed:
		v.State = Slower
		v.Reasons = append(v.Reasons, "The pain is more than a point above where such pain usually is by now.")
	default:
		v.State = OnTrack
		v.Reasons = append(v.Reasons, goes(gain, v.Start))
	}
	return v
}

// goes says how pain moves that is about where such pain usually is. A fall or
// a rise is only said when people would notice it.
func goes(gain, start float64) string {
	switch {
	case gain >= noticed || gain >= noticedShare*start:
		return "The pain goes down about as such pain usually does."
	case gain <= -noticed:
		return "The pain has risen by about a point, but is about where such pain usually is by now."
	}
	return "The pain stays about the same so far."
}
