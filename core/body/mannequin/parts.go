package mannequin

import "strings"

// partTable cuts zones into cells. A line is zone, views, parts along (top to
// bottom), parts across (midline or inner edge to outer edge; in the head from
// the side: front to back). A part is an equal share of the zone's own length
// in that view; "-" means whole. A zone that is not listed is one cell. Where
// to cut is judgement: finer where muscles lie close to each other. The levels
// beside the spine count 17 units a chest vertebra from the neck's root (172)
// to the lowest rib (378); the rim of the pelvis lies at L4 or between L4 and L5
// in 87 of 100 people (Chakraverty 2007, doi 10.1111/j.1469-7580.2006.00686.x).
const partTable = `
vertex front front -
vertex back back -
vertex head - front,back
forehead front - inner,outer
forehead head - inner,outer
occiput back upper,lower -
occiput head upper,lower -
neck_back back upper,lower -
neck_back head upper,lower -
neck_side front,back,head upper,lower -
neck_front front,head upper,lower -
upper_back back t1_t2,t3_t4,t5_t6,t7_t9 -
interscapular back upper,middle,lower -
scapula back upper,middle,lower inner,outer
scapula_upper back - inner,outer
mid_back back - inner,middle,outer
low_back back l1,l2_l3,l4 inner,outer
iliac_crest back - inner,outer
sacrum back upper,lower -
buttock back upper,lower inner,outer
flank front front -
flank back back -
hip_lateral front front -
hip_lateral back back -
chest_upper front upper,lower inner,outer
breast front upper,lower inner,outer
sternum front upper,middle,lower -
chest_side front upper,lower front
chest_side back upper,lower back
abdomen_lower front upper,lower inner,outer
upper_arm_front front upper,middle,lower -
upper_arm_back back upper,middle,lower -
upper_arm_side front,back upper,middle,lower -
forearm_volar front upper,middle,lower little_side,thumb_side
forearm_dorsal back upper,middle,lower little_side,thumb_side
forearm_radial front,back upper,lower -
forearm_ulnar front,back upper,lower -
palm front - little_side,thumb_side
hand_dorsal back - little_side,thumb_side
thumb_base front palm -
thumb_base back back -
thumb front base,tip palm
thumb back base,tip back
index front base,tip palm
index back base,tip back
middle_finger front base,tip palm
middle_finger back base,tip back
ring_finger front base,tip palm
ring_finger back base,tip back
little_finger front base,tip palm
little_finger back base,tip back
thigh_front front upper,middle,lower inner,outer
thigh_back back upper,middle,lower inner,outer
thigh_medial front,back upper,middle,lower -
thigh_lateral front,back upper,middle,lower -
knee_front front above,kneecap,below -
knee_back back - inner,outer
shin front upper,middle,lower -
calf front upper,middle,lower inner
calf back upper,middle,lower inner,outer
lateral_leg front,back upper,middle,lower -
heel back back -
heel soles sole -
foot_dorsum front upper,lower inner,outer
sole_forefoot soles - inner,middle,outer
instep soles back,front -
big_toe front top -
big_toe soles sole -
lesser_toes front top -
lesser_toes soles sole -
`

// split is one line of the table of parts.
type split struct {
	zone          string
	views         string
	along, across []string
}

func splits() []split {
	var out []split
	for _, line := range strings.Split(strings.TrimSpace(partTable), "\n") {
		f := strings.Fields(line)
		s := split{zone: f[0], views: "," + f[1] + ",", along: []string{""}, across: []string{""}}
		if f[2] != "-" {
			s.along = strings.Split(f[2], ",")
		}
		if f[3] != "-" {
			s.across = strings.Split(f[3], ",")
		}
		out = append(out, s)
	}
	return out
}

// splitOf finds how a zone is cut in a view; the two head views share a line.
func splitOf(all []split, zone, view string) (split, bool) {
	if strings.HasPrefix(view, "head") {
		view = "head"
	}
	for _, s := range all {
		if s.zone == zone && strings.Contains(s.views, ","+view+",") {
			return s, true
		}
	}
	return split{along: []string{""}, across: []string{""}}, false
}
