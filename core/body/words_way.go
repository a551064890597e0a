package body

import (
	"slices"
	"strings"

	"github.com/unknot/unknot"
)

// lines are the ways along which people trace a pain with a finger, zone after
// zone. They carry "from … to …" and "between … and …"; judgement, from where
// the zones lie.
var lines = []string{
	"occiput neck_back upper_back mid_back low_back sacrum coccyx",
	"occiput vertex forehead eyebrow eye_orbit cheek teeth_upper teeth_lower chin throat",
	"occiput mastoid ear_deep tmj jaw chin",
	"occiput mastoid temple forehead",
	"temple eye_orbit nose",
	"temple tmj cheek",
	"mastoid neck_side neck_shoulder_angle",
	"ear_deep neck_side neck_front throat",
	"jaw neck_front sternum epigastrium",
	"neck_front chest_upper breast chest_side",
	"sternum chest_upper shoulder_front axilla chest_side flank",
	"neck_back neck_shoulder_angle shoulder_top shoulder_side upper_arm_side elbow_lateral forearm_dorsal wrist_dorsal hand_dorsal middle_finger",
	"hand_dorsal index",
	"hand_dorsal ring_finger",
	"neck_shoulder_angle scapula_upper scapula scapula_inferior mid_back",
	"neck_shoulder_angle interscapular mid_back",
	"upper_back interscapular scapula shoulder_back upper_arm_back elbow_back forearm_ulnar wrist_ulnar little_finger",
	"chest_upper shoulder_front upper_arm_front elbow_front forearm_volar wrist_volar palm",
	"shoulder_top shoulder_front",
	"shoulder_top shoulder_back",
	"axilla upper_arm_back",
	"upper_arm_front elbow_lateral forearm_radial wrist_radial thumb_base thumb",
	"elbow_medial forearm_ulnar",
	"forearm_dorsal wrist_radial",
	"upper_arm_front elbow_medial forearm_volar",
	"epigastrium abdomen_upper abdomen_lower groin perineum",
	"abdomen_upper flank iliac_crest",
	"low_back flank",
	"low_back iliac_crest hip_lateral thigh_lateral knee_lateral lateral_leg ankle_lateral foot_lateral lesser_toes",
	"low_back sacroiliac buttock buttock_fold thigh_back knee_back calf achilles heel instep sole_forefoot",
	"low_back buttock hip_lateral",
	"sacrum buttock",
	"groin hip_front thigh_front knee_front shin ankle_front foot_dorsum big_toe",
	"groin thigh_medial knee_medial ankle_medial instep",
	"foot_dorsum lesser_toes",
}

// steps turns the lines into the neighbours of every zone, in their order.
func (w *Words) steps() [][]int {
	next := make([][]int, len(w.base.Zones))
	link := func(a, b int) {
		if !slices.Contains(next[a], b) {
			next[a] = append(next[a], b)
		}
	}
	for _, line := range lines {
		before := -1
		for _, id := range strings.Fields(line) {
			at, ok := w.zone[unknot.ZoneID(id)]
			if !ok { // a base without this zone has no such way
				before = -1
				continue
			}
			if before >= 0 {
				link(before, at)
				link(at, before)
			}
			before = at
		}
	}
	return next
}

var towards = map[string]bool{"to": true, "into": true, "until": true, "till": true, "towards": true, "toward": true}

// beforeTo are words after which "to" says no way: "next to the spine".
var beforeTo = map[string]bool{"next": true, "close": true, "near": true, "hurts": true, "hurt": true, "painful": true, "sore": true, "adjacent": true}

// readWay finds "from … to …", "… down to …" and "between … and …" in the words
// of a part; its sides are already taken out.
func (p *part) readWay(words []string) {
	if i := indexAny(words, func(s string) bool { return s == "between" || s == "betwen" || s == "beetween" }); i >= 0 {
		if j := indexAny(words[i:], func(s string) bool { return s == "and" }); j > 0 {
			p.setWay("between", words[i+1:i+j], words[i+j+1:])
		}
		return
	}
	start := 0
	if i := slices.Index(words, "from"); i >= 0 {
		start = i + 1
	}
	for j := start + 1; j < len(words)-1; j++ {
		if towards[words[j]] && !beforeTo[words[j-1]] {
			p.setWay("from", words[start:j], words[j+1:])
			return
		}
	}
}

func indexAny(list []string, f func(string) bool) int { return slices.IndexFunc(list, f) }

func (p *part) setWay(kind string, a, b []string) {
	ends := [2][]string{meaning(a), meaning(b)}
	if len(ends[0]) == 0 || len(ends[1]) == 0 {
		return
	}
	p.way, p.ends = kind, ends
	if kind == "between" {
		p.said = "between " + strings.Join(plain(a), " ") + " and " + strings.Join(plain(b), " ")
		return
	}
	p.said = "from " + strings.Join(plain(a), " ") + " to " + strings.Join(plain(b), " ")
}

// plain drops "the" and "my" so that a choice reads well.
func plain(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(s string) bool {
		return filler[s] && s != "of" || s == "from"
	})
}

// way reads a part as a relation of two places. It is not one when a name says
// the whole ("between neck and shoulder"), or when an end is no place.
func (w *Words) way(p part) (zones []int, ask *Ask, ok bool) {
	if p.way == "" {
		return nil, nil, false
	}
	for _, name := range [][]string{p.words, append([]string{"side"}, p.words...)} {
		if score, _ := w.best(name); score >= 0.97 {
			return nil, nil, false
		}
	}
	a, b := w.end(p.ends[0]), w.end(p.ends[1])
	if len(a) == 0 || len(b) == 0 {
		return nil, nil, false
	}
	routes := w.routes(a, b)
	if len(routes) == 0 {
		return nil, nil, false
	}
	if len(routes) > 1 {
		return nil, w.askWay(p, routes), true
	}
	zones = routes[0]
	if p.way == "between" && len(zones) > 2 {
		zones = zones[1 : len(zones)-1]
	}
	return zones, nil, true
}

// end resolves one end of a way to the zones that it may mean.
func (w *Words) end(words []string) []int {
	zones, _ := w.match(words)
	return zones
}

// routes returns the shortest ways between two sets of zones, one for each
// pair of ends that is equally near.
func (w *Words) routes(a, b []int) [][]int {
	var out [][]int
	for _, from := range a {
		before := w.walk(from)
		for _, to := range b {
			if from == to || before[to] < 0 {
				continue
			}
			route := []int{to}
			for at := to; at != from; at = before[at] {
				route = append(route, before[at])
			}
			slices.Reverse(route)
			if len(out) > 0 && len(route) > len(out[0]) {
				continue
			}
			if len(out) > 0 && len(route) < len(out[0]) {
				out = out[:0]
			}
			out = append(out, route)
		}
	}
	return out
}

// walk goes breadth first from a zone and says where each was reached from.
func (w *Words) walk(from int) []int {
	before := make([]int, len(w.ways))
	for i := range before {
		before[i] = -1
	}
	before[from] = from
	for queue := []int{from}; len(queue) > 0; queue = queue[1:] {
		for _, next := range w.ways[queue[0]] {
			if before[next] < 0 {
				before[next] = queue[0]
				queue = append(queue, next)
			}
		}
	}
	return before
}

// mostWays is how many ways a question offers.
const mostWays = 6

func (w *Words) askWay(p part, routes [][]int) *Ask {
	a := &Ask{Text: "Which way does it run?"}
	name := func(i int) string {
		z := &w.base.Zones[i]
		if strings.HasPrefix(z.SideName, "between") { // would read as a way of its own
			return strings.TrimSpace(string(p.side) + " base of the neck")
		}
		if p.side != "" && !p.both {
			return z.NameOn(p.side)
		}
		return spoken(z)
	}
	for _, r := range routes[:min(len(routes), mostWays)] {
		choice := "from " + name(r[0]) + " to " + name(r[len(r)-1])
		if p.way == "between" {
			choice = "between " + name(r[0]) + " and " + name(r[len(r)-1])
		}
		if p.both {
			choice += ", both sides"
		}
		a.Choices = append(a.Choices, choice)
	}
	return a
}
