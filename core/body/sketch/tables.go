package sketch

import (
	"strings"
)

// charts of the half figure. A line of a chart is "s inner_u,inner_v
// outer_u,outer_v"; where only widths are given, "v inner outer", the rows are
// level.
var charts = readCharts(`
head
0 0 10
8 0 25
22 0 37
42 0 44
65 0 46
85 0 43.5
100 0 38.5
112 0 31.5
122 0 21
130 0 9

trunk
186 0 99
196 0 93
215 0 90
250 0 92
275 0 90
300 0 86.5
335 0 80.5
368 0 76.5
400 0 77
430 0 83
460 0 91
490 0 97
516 0 99

leg
516 0 99
535 3 99
560 6 98
605 10 94
650 16 87
690 21 80
720 24 76.5
748 25 76
775 22.5 79
805 22 79.5
850 26.5 72.5
890 31 63.5
918 33.5 59.5
942 33 60.5

foot
942 33 60.5
955 30 66
970 27.5 74
984 28.5 78
993 33 74
998 42 62

arm
0 93,196 108,191.5
7 90.5,216 124,205
16 92,250 131.5,240
26 97.5,281 136.5,272
45 110.5,331 147.5,323
58 121,367 156.5,361
66 126,389 163.5,383
76 132,419 174,411
88 144,458 179.5,452
100 158.5,504 184,498

hand
0 158.5,504 184,498
40 159,528 191,522
100 167,562 200,554

little
0 167,562 175,560
60 171.5,584 179,582
100 175,596 178,595

ring
0 175.3,560 183.3,558
60 180.5,590 188,588
100 184.5,603 187.5,602

middle
0 183.6,558 191.6,556
60 189.5,590 197,588
100 193.5,605 196.5,604

index
0 192,556 200,554
60 199,584 206.5,581
100 203,597 206,596

thumb
0 190,520 197,540
50 204,533 203.5,548
100 213,553 209.5,558
`)

func readCharts(text string) []chart {
	var out []chart
	for _, block := range strings.Split(strings.TrimSpace(text), "\n\n") {
		lines := strings.Split(block, "\n")
		c := chart{name: lines[0]}
		for _, line := range lines[1:] {
			f := strings.Fields(line)
			s := num(f[0])
			st := station{s: s}
			if strings.Contains(f[1], ",") {
				st.inner, st.outer = points(f[1:2])[0], points(f[2:3])[0]
			} else {
				st.inner, st.outer = point{num(f[1]), s}, point{num(f[2]), s}
			}
			c.stations = append(c.stations, st)
		}
		out = append(out, c)
	}
	return out
}

// limbs are the parts that front and back share.
const limbs = `
ear_deep - 45.5,60 51,57 53,64 51.5,74 48,82 44.4,80
neck_shoulder_angle - 27,150 30,159 36,165 48,171 66,176.5 66,186 22,186 25,165
shoulder_top - 66,176.5 82,180.5 97,186 108,191.5 93,196 99,186 66,186
shoulder_side arm 0 26 .45 1
upper_arm_side arm 26 58 .68 1
elbow_medial arm 58 74 0 .26
elbow_lateral arm 58 74 .74 1
forearm_ulnar arm 74 93 0 .26
forearm_radial arm 74 93 .74 1
wrist_ulnar arm 93 100 0 .28
wrist_radial arm 93 100 .72 1
thumb_base hand 0 72 .64 1
thumb thumb 0 100 0 1
index index 0 100 0 1
middle_finger middle 0 100 0 1
ring_finger ring 0 100 0 1
little_finger little 0 100 0 1
`

// frontHalf and backHalf say which zone lies where: zone, chart, then s0 s1 t0
// t1 of a rectangle, or corners "t,s".
const frontHalf = limbs + `
vertex head 0 14 0 1
forehead head 14 48 0 .66
temple head 14 66 .66 1
eyebrow head 48 55 0 .66
nose head 55 90 0 .22
eye_orbit head 55 70 .22 .66
cheek head .22,70 .66,70 .66,66 .74,66 .74,92 .22,92
tmj head 66 92 .74 1
teeth_upper head 0,90 .22,90 .22,92 .5,92 .5,101 0,101
teeth_lower head 101 110 0 .5
jaw head .5,92 1,92 1,130 .6,130 .6,110 .5,110
chin head 110 130 0 .6
throat - 0,130 9,130 8,168 0,170
neck_front - 9,130 20,123 19,166 22,186 8,168
neck_side - 20,123 31.5,112 28,130 27,150 25,165 22,186 19,166
sternum - 0,170 8,168 22,186 24,186 17,201 14,256 13.5,318 0,318
chest_upper trunk .23,186 .76,186 .76,256 .146,256 .16,200
shoulder_front trunk .76,186 1,186 1,238 .76,256
shoulder_front arm 0 26 0 .45
shoulder_front - 90,191 97,191 94,216 93.5,244 89,244 88.5,216
upper_arm_front arm 26 58 0 .68
axilla trunk .76,256 1,238 1,278 .76,278
breast trunk .146,256 .76,256 .76,318 .155,318
chest_side trunk 278 372 .76 1
epigastrium trunk 318 368 0 .38
abdomen_upper trunk 318 368 .38 .76
abdomen_lower trunk 0,368 .76,368 .76,372 .68,372 .68,432 .5,458 0,458
flank trunk 372 432 .68 1
hip_front trunk .68,432 .88,432 .88,516 .5,516 .5,458
hip_lateral trunk 432 516 .88 1
groin trunk .2,458 .5,458 .5,516 .13,516
perineum trunk 0,458 .2,458 .13,516 0,516
thigh_medial leg 0,516 .3,516 .27,690 0,690
thigh_front leg .3,516 .82,516 .78,690 .27,690
thigh_lateral leg .82,516 1,516 1,690 .78,690
knee_medial leg 690 750 0 .27
knee_front leg 690 750 .27 .75
knee_lateral leg 690 750 .75 1
calf leg 750 905 0 .24
shin leg 750 905 .24 .66
lateral_leg leg 750 905 .66 1
ankle_medial leg 905 942 0 .3
ankle_front leg 905 942 .3 .7
ankle_lateral leg 905 942 .7 1
foot_dorsum foot 942 976 0 .74
foot_lateral foot 942 976 .74 1
big_toe foot 976 998 0 .42
lesser_toes foot 976 998 .42 1
elbow_front arm 58 74 .26 .74
forearm_volar arm 74 93 .26 .74
wrist_volar arm 93 100 .28 .72
palm hand 0,0 .64,0 .64,72 1,72 1,100 0,100
`

const backHalf = limbs + `
vertex head 0 34 0 1
temple head 34 66 .72 1
occiput head 0,34 .72,34 .72,92 .9,92 .8,112 0,112
mastoid head 66 92 .72 1
mastoid - 37,91 41.6,91 38,101 31.5,112 24.8,112.5
neck_back - 0,112 18,112 17.5,150 15,168 0,172
neck_side - 18,112 31.5,112 28,130 27,150 25,165 22,186 15,168 17.5,150
upper_back - 0,172 15,168 22,186 23.5,186 20,202 18,218 15.5,330 0,330
scapula_upper trunk .23,186 .76,186 .76,216 .19,216
interscapular trunk .19,216 .36,216 .36,300 .17,300
scapula trunk 216 300 .36 .76
shoulder_back trunk .76,186 1,186 1,250 .76,262
shoulder_back arm 0 26 0 .45
shoulder_back - 90,191 97,191 94,216 93.5,252 89,252 88.5,216
scapula_inferior trunk .17,300 .76,300 .76,330 .185,330
chest_side trunk .76,262 1,250 1,378 .76,378
mid_back trunk 330 378 0 .76
low_back trunk 378 432 0 .68
flank trunk 378 432 .68 1
iliac_crest trunk 432 456 .34 1
sacrum trunk 0,432 .2,432 .12,484 0,484
sacroiliac trunk .2,432 .34,432 .34,470 .14,470
coccyx trunk 0,484 .12,484 .06,508 0,508
buttock trunk .34,456 .84,456 .84,516 0,516 0,508 .06,508 .14,470 .34,470
hip_lateral trunk 456 516 .84 1
buttock_fold leg 516 540 0 .84
thigh_medial leg 540 690 0 .22
thigh_back leg 540 690 .22 .8
thigh_lateral leg .84,516 1,516 1,690 .8,690 .8,540 .84,540
knee_medial leg 690 750 0 .22
knee_back leg 690 750 .22 .78
knee_lateral leg 690 750 .78 1
calf leg 0,750 .76,750 .72,885 0,885
lateral_leg leg .76,750 1,750 1,885 .72,885
ankle_medial leg 885 942 0 .28
achilles leg 885 942 .28 .72
ankle_lateral leg 885 942 .72 1
heel foot 942 998 0 .74
foot_lateral foot 942 998 .74 1
upper_arm_back arm 26 58 0 .68
elbow_back arm 58 74 .26 .74
forearm_dorsal arm 74 93 .26 .74
wrist_dorsal arm 93 100 .28 .72
hand_dorsal hand 0,0 .64,0 .64,72 1,72 1,100 0,100
`

// The head from its left side, facing left.
const headSideTable = `
vertex - 62,40 72,30 84,22 100,16 118,12 135,12 152,14 169,20 184,28 191,34 196,42 150,48 104,46
forehead - 62,40 104,46 100,84 46,88 46.5,75 49,62 54,50
temple - 104,46 150,48 150,112 106,112 100,84
eyebrow - 46,88 100,84 102,98 44,100
eye_orbit - 44,100 102,98 106,112 104,126 58,128 52,114 46,110
nose - 44,100 46,110 52,114 58,128 60,146 34,150 30,144 40,122
cheek - 58,128 104,126 122,126 122,158 84,164 60,160 60,146
tmj - 106,112 146,112 146,160 122,158 122,126 104,126
ear_deep - 146,112 160,106 172,114 170,134 160,152 150,158 146,150
teeth_upper - 34,150 60,146 60,160 84,164 82,174 44,173 38,166
teeth_lower - 44,173 82,174 84,188 46,189 42,180
jaw - 84,164 122,158 146,160 144,184 130,202 94,216 84,214 84,188 82,174
chin - 46,189 84,188 84,214 62,218 50,212
mastoid - 160,152 170,134 172,114 188,116 184,160 164,178 146,160 150,158
occiput - 150,48 196,42 205,55 212,70 215,87 216,104 214,122 208,140 203,152 196,164 184,160 188,116 172,114 160,106 150,112
throat - 62,218 84,214 94,216 104,232 104,274 88,272 92,240
neck_front - 94,216 130,202 134,276 104,274 104,232
neck_side - 130,202 144,184 146,160 164,178 172,200 176,280 134,276
neck_back - 164,178 184,160 196,164 194,190 206,286 176,280 172,200
`

const headSideLines = `
66,108 78,104 92,109
70,110 80,112 90,110
44,173 60,172
150,122 160,114 166,122 162,136 154,144
62,40 84,52 100,84
`

// One sole, the big toe towards the middle of the picture.
const soleTable = `
big_toe - 16,34 22,14 34,8 46,14 48,34 44,52 20,54
lesser_toes - 48,34 52,18 60,17 66,23 72,22 79,29 84,32 90,40 95,46 100,56 103,66 94,74 74,60 44,52
sole_forefoot - 20,54 44,52 74,60 94,74 103,66 104,92 100,116 16,116 13,86
instep - 16,116 72,116 66,204 30,204 26,160
foot_lateral - 72,116 100,116 93,160 88,204 66,204
heel - 30,204 66,204 88,204 88,236 80,260 62,272 44,268 32,250 28,226
`

const frontLines = `
9,62 14,59.5 22,60 28,63
10,63 18,66 27,64
0,84 5,86 8,83
0,99.6 8,99.2 15,97.6
6,172 22,180 50,183 78,185
13,306 30,314 55,310 68,296
5,368 3,374 0,376
36,706 50,700 62,706 64,722 56,736 44,736 36,724 36,706
34,744 50,748 64,744
30,488 22,500 12,514
21,128 14,150 6,166
`

const backLines = `
0,118 0,170
0,186 0,428
26,214 22,240 28,276 40,300 54,286 66,250 70,222 48,208 26,214
0,440 0,512
4,516 24,530 56,534 82,524
30,724 46,730 66,724
46,905 44,925 42,940
56,905 57,925 56,940
`
