package mannequin

// The tables say which zone lies where in the charts of the body. A line is
// zone, chart, then "s0 s1 t0 t1" for a rectangle or corners "t,s". In the charts
// of limbs s runs along (v, or a share of the arm and hand) and t from the inner
// edge (0) to the outer edge (1) as the face is seen; in the trunk t runs from
// the midline (0) to the side (1); in "mid" t is the distance from the midline;
// in head and neck t is the angle from the front (0) to the back (180) and s is v.
const headZones = `
vertex head 0,0 90,0 90,31 70,28 40,21 0,16
vertex head 90,0 180,0 180,37 125,35 90,31
forehead head 0,16 40,21 42,21.4 42,48 0,48
eyebrow head 48 57 0 42
nose head 0,57 9,57 9,72 11.5,72 11.5,91 0,91
eye_orbit head 57 72 9 42
cheek head 11.5,72 48,72 48,94 17,94 17,91 11.5,91
teeth_upper head 0,91 17,91 17,101.4 0,101.4
teeth_lower head 0,101.4 17,101.4 19,109 0,109
chin head 0,109 19,109 21,140 0,140
temple head 42,21.4 70,28 90,31 125,35 128,66 48,66 48,72 42,72
tmj head 48,66 84,66 84,94 48,94
jaw head 17,94 92,94 95,99 82,111 52,124 20.7,136 19,109 17,101.4
mastoid head 84,66 128,66 134,98 128,108 118,106 95,99 92,94 84,94
occiput head 125,35 180,37 180,98 134,98 128,66
throat neck 0,100 24,100 22,176 0,176
neck_front neck 24,100 62,100 55,188 22,188 22,176
neck_side neck 62,90 124,90 130,188 55,188
neck_back neck 124,90 180,90 180,174 130,174
`

// limbZones lie on both faces.
const limbZones = `
neck_shoulder_angle slope 0 100 0 .62
shoulder_top slope 0 100 .62 1
shoulder_side arm 0 26 .45 1
upper_arm_side arm 26 58 .68 1
elbow_medial arm 58 74 0 .26
elbow_lateral arm 58 74 .74 1
forearm_ulnar arm 74 93 0 .26
forearm_radial arm 74 93 .74 1
wrist_ulnar arm 93 100 0 .28
wrist_radial arm 93 100 .72 1
thumb_base hand 0 100 .7 1
`

const frontZones = limbZones + `
sternum mid 0,166 10,170 22,186 24,186 17,201 14,256 13.5,318 0,318
chest_upper trunk .2,170 .76,170 .76,256 .146,256 .16,200 .2,186
shoulder_front trunk .76,170 1.3,170 1.3,238 1,238 .76,256
shoulder_front arm 0 26 0 .45
upper_arm_front arm 26 58 0 .68
axilla trunk .76,256 1,238 1.3,238 1.3,278 .76,278
breast trunk .14,256 .76,256 .76,318 .14,318
chest_side trunk 278 372 .76 1.3
epigastrium trunk 318 368 0 .38
abdomen_upper trunk 318 368 .38 .76
abdomen_lower trunk 0,368 .76,368 .76,372 .68,372 .68,432 .5,458 0,458
flank trunk 372 432 .68 1.3
hip_front trunk .68,432 .84,432 .84,516 .5,516 .5,458
hip_lateral trunk 432 516 .84 1.3
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
ankle_medial leg 905 970 0 .3
ankle_front leg 905 970 .3 .7
ankle_lateral leg 905 970 .7 1
elbow_front arm 58 74 .26 .74
forearm_volar arm 74 93 .26 .74
wrist_volar arm 93 100 .28 .72
palm hand 0 100 0 .7
`

const backZones = limbZones + `
upper_back mid 0,164 15,164 22,186 23.5,186 20,202 18,218 15.5,330 0,330
scapula_upper trunk .2,164 .76,164 .76,216 .19,216
interscapular trunk .16,216 .36,216 .36,300 .16,300
scapula trunk 216 300 .36 .76
shoulder_back trunk .76,164 1.3,164 1.3,250 1,250 .76,262
shoulder_back arm 0 26 0 .45
scapula_inferior trunk .16,300 .76,300 .76,330 .16,330
chest_side trunk .76,262 1,250 1.3,250 1.3,378 .76,378
mid_back trunk 330 378 0 .76
low_back trunk 378 432 0 .68
flank trunk 378 432 .68 1.3
iliac_crest trunk 432 456 .34 1.3
sacrum trunk 0,432 .2,432 .12,484 0,484
sacroiliac trunk .2,432 .34,432 .34,470 .14,470
coccyx trunk 0,484 .12,484 .06,508 0,508
buttock trunk .34,456 .8,456 .8,516 0,516 0,508 .06,508 .14,470 .34,470
hip_lateral trunk 456 516 .8 1.3
buttock_fold leg 516 540 0 .84
thigh_medial leg 540 690 0 .22
thigh_back leg 540 690 .22 .8
thigh_lateral leg .84,516 1,516 1,690 .8,690 .8,540 .84,540
knee_medial leg 690 750 0 .22
knee_back leg 690 750 .22 .78
knee_lateral leg 690 750 .78 1
calf leg 0,750 .76,750 .72,885 0,885
lateral_leg leg .76,750 1,750 1,885 .72,885
ankle_medial leg 885 970 0 .28
achilles leg 885 970 .28 .72
ankle_lateral leg 885 970 .72 1
upper_arm_back arm 26 58 0 .68
elbow_back arm 58 74 .26 .74
forearm_dorsal arm 74 93 .26 .74
wrist_dorsal arm 93 100 .28 .72
hand_dorsal hand 0 100 0 .7
`

// footZones lie on the sole (t is x, s is how far behind the toes) and on top.
const soleZones = `
big_toe sole 0,0 44,0 44,30 0,33
lesser_toes sole 44,0 120,0 120,56 81,50 58,33 44,30
sole_forefoot sole 26,33 44,30 58,33 81,50 84,56 84,66 26,66
instep sole 24,66 63,66 59,116 24,116
foot_lateral sole 63,66 84,66 84,116 59,116
heel sole 116 300 0 120
`
