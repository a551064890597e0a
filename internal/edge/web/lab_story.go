//go:build !js

package web

import (
	"net/http"

	"github.com/unknot/unknot"
	"github.com/unknot/unknot/core/knot"
)

// labTale is a guided story: parts of a life, one after the other.
type labTale struct {
	ID, Name, About string
	Parts           []labPart
	Moral           string
}

// labPart is one part: how life is, what is done on each of its days, and what
// to see in it.
type labPart struct {
	Name, Text string
	Days       int
	Setting    knot.Setting
	Daily      []knot.Act // in the evening of each day
	Once       []knot.Act // on the first evening
}

// labClaims stand beside what the lab says of trials: people who wait get better
// too, effects are modest, and a dummy does much.
var labClaims = []string{"C088", "C089", "C162"}

var labTales = []labTale{
	{"forms", msg("How it forms"), msg("A long desk day, week after week"), []labPart{
		{msg("An ordinary week"), msg("Work at the desk, with moving breaks. The muscle holds a little load and lets go again each night. Nothing locks."),
			14, knot.Setting{Load: .045, Breaks: 1, Stress: .2, Sleep: 7.5}, nil, nil},
		{msg("The breaks fall away"), msg("The same work, now without breaks and a little harder. A few fibres no longer let go. They squeeze the small vessels around them."),
			3, knot.Setting{Load: .05, Stress: .3, Sleep: 7.5}, nil, nil},
		{msg("The circle closes"), msg("Less blood brings less energy. Without energy a fibre cannot let go. So more fibres lock, and they squeeze harder. The nerve ending turns sensitive."),
			16, knot.Setting{Load: .05, Stress: .3, Sleep: 7.5}, nil, nil},
		{msg("Half the load, and it stays"), msg("The load is halved. A healthy muscle would never lock at this load. But this one is locked, and stays so. That is the heart of the idea: it takes less to keep a knot than to make one."),
			28, knot.Setting{Load: .025, Stress: .2, Sleep: 7.5}, nil, nil},
	}, msg("Breaks keep the circle open. Once it has closed, a little less load is not enough.")},
	{"press", msg("Why one press is not enough"), msg("One session against a few weeks of them"), []labPart{
		{msg("A knot"), msg("A knot that formed weeks ago, on a lighter life. It does not go by itself."),
			14, knot.Setting{Load: .025, Stress: .2, Sleep: 7.5}, nil, nil},
		{msg("One press"), msg("Ninety seconds of pressing. Some fibres let go, and it hurts less for some hours. The circle is still closed. Within days it is as it was."),
			14, knot.Setting{Load: .025, Stress: .2, Sleep: 7.5}, nil, []knot.Act{{Kind: "press", Dose: 90}}},
		{msg("Two weeks of it"), msg("Now pressing and stretching three times a day. Each round starts where the last one ended, before the knot has grown back. After some days it passes the point from which it lets go by itself."),
			14, knot.Setting{Load: .025, Stress: .2, Sleep: 7.5}, []knot.Act{{Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}, {Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}, {Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}}, nil},
		{msg("And it stays free"), msg("Nothing more is done. The load is low enough, so it stays free."),
			28, knot.Setting{Load: .025, Stress: .2, Sleep: 7.5}, nil, nil},
	}, msg("What counts is to go on until it has passed the point of no return. In this model that takes many small sessions close together.")},
	{"back", msg("Why it comes back"), msg("The same sessions, but the cause stays"), []labPart{
		{msg("A knot from hard work"), msg("A knot that was made by a long desk day without breaks, and the days go on like that."),
			14, knot.Setting{Load: .05, Stress: .2, Sleep: 7.5}, nil, nil},
		{msg("Two weeks of sessions"), msg("Pressing and stretching three times a day. It helps: fewer fibres are locked, and it hurts less."),
			14, knot.Setting{Load: .05, Stress: .2, Sleep: 7.5}, []knot.Act{{Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}, {Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}, {Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}}, nil},
		{msg("It comes back"), msg("The sessions end, the work stays. Within days the circle has closed again."),
			21, knot.Setting{Load: .05, Stress: .2, Sleep: 7.5}, nil, nil},
		{msg("The same, with breaks and less load"), msg("Two weeks of the same sessions. But now the work is lighter, with moving breaks. It lets go, and when the sessions end it stays free."),
			14, knot.Setting{Load: .03, Breaks: 1, Stress: .2, Sleep: 7.5}, []knot.Act{{Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}, {Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}, {Kind: "press", Dose: 90}, {Kind: "stretch", Dose: 60}}, nil},
		{msg("Four weeks later"), msg("No sessions any more. The cause is gone, and so is the knot."),
			28, knot.Setting{Load: .03, Breaks: 1, Stress: .2, Sleep: 7.5}, nil, nil},
	}, msg("Sessions open the circle. What keeps it open is a change of the cause.")},
}

// oldKnot is a knot that formed at 5 % of strength and then lived on for weeks.
func oldKnot(s knot.Setting) labState {
	l := labStart()
	l.live(24*40, "")
	l.Setting = s
	l.live(24*30-l.Now.Moment.Hour%24, "")
	l.Past = nil
	l.Now.Moment.Hour = 0
	return l
}

// told is a part of a story as it went.
type told struct {
	labPart
	End labState
	Day int // last day of the part, since the start
}

// tell lives a story through.
func (t *labTale) tell() []told {
	l := labStart()
	if t.ID != "forms" {
		l = oldKnot(t.Parts[0].Setting)
	}
	p := knot.Default()
	var out []told
	for _, part := range t.Parts {
		l.Setting = part.Setting
		for day := range part.Days {
			l.live(17-l.Now.Moment.Hour%24, "")
			did := ""
			acts := part.Daily
			if day == 0 {
				acts = append(append([]knot.Act(nil), part.Once...), part.Daily...)
			}
			l.live(2, "") // the curves show 18:00, before the evening's session
			for _, a := range acts {
				if err := l.Now.Moment.Do(a, &p); err != nil {
					panic(err) // the stories are ours
				}
				did = a.Kind
			}
			if did != "" {
				l.Past[len(l.Past)-1].Did = did
			}
			l.live(5, "")
		}
		out = append(out, told{part, l, len(l.Past)})
	}
	return out
}

func (s *Site) labStory(r *http.Request) (view, error) {
	for i := range labTales {
		if t := &labTales[i]; t.ID == r.PathValue("story") {
			return view{title: t.Name, wide: true, body: labTalePage(t, t.tell()), styles: []string{"dist/lab.css"}}, nil
		}
	}
	return view{}, unknot.Errorf(unknot.NotFound, "there is no such story")
}
