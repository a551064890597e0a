package mannequin

import (
	"strings"
	"sync"

	"github.com/unknot/unknot/core/body/ring"
)

// muscleTable holds the superficial muscles as areas under the skin: id, face,
// corners "x,v" of one half of the neutral figure; the first that holds a point
// has it. Drawn by eye after the usual plates; borders are soft in truth.
const muscleTable = `
frontalis front 3,20 30,24 32,50 4,52
temporalis_anterior front 33,40 46,36 46,66 34,62
temporalis_mid_post back 20,34 46,34 46,64 40,62 30,50
occipitalis back 4,52 30,56 32,84 6,88
orbicularis_oculi front 6,58 30,56 33,68 28,75 9,74
zygomaticus_major front 12,98 30,76 35,80 16,101
masseter_superficial front 30,86 42,80 42,106 32,112 27,104
sternocleidomastoid_sternal front 3,178 30,108 42,104 34,128 14,176
sternocleidomastoid_clavicular front 14,178 34,128 40,118 26,178
trapezius_upper front 30,150 44,150 98,182 60,178 32,170
deltoid_anterior front 92,186 106,190 113,214 116,262 122,292 104,252 90,222
deltoid_middle front 106,188 128,200 132,240 126,286 122,292 116,262 113,214
pectoralis_major_clavicular front 4,186 60,183 90,190 104,246 80,222 10,206
pectoralis_major_sternal front 4,206 80,222 104,246 98,254 76,268 6,256
pectoralis_major_costal front 6,256 76,268 92,254 64,296 10,300
serratus_anterior front 70,276 92,270 86,344 62,322
rectus_abdominis_upper front 2,312 30,318 34,358 2,358
rectus_abdominis_umbilical front 2,360 34,360 33,412 2,412
rectus_abdominis_lower front 2,414 33,414 26,462 10,504 2,504
external_oblique front 32,322 62,326 84,350 80,416 72,446 36,466 36,360
biceps_brachii front 104,262 122,290 132,330 134,358 118,362 108,320
brachialis front 132,318 142,346 142,366 134,360
brachioradialis front 142,350 154,376 158,420 158,462 150,440 140,384
pronator_teres front 118,362 134,366 142,398 132,396
fcr front 122,376 132,396 150,470 158,506 148,480
palmaris_longus front 119,384 124,384 150,484 158,508 142,470
fcu front 114,372 120,386 148,490 158,508 134,450
thenar_short front 182,528 196,532 200,552 184,558
abductor_digiti_minimi_hand front 154,528 164,526 166,564 158,562
tensor_fasciae_latae front 82,452 98,466 97,530 84,536
sartorius front 72,452 82,456 74,520 50,610 32,700 24,700 32,636 56,540
rectus_femoris front 58,500 76,530 70,620 60,696 46,696 44,630 54,560
vastus_lateralis front 78,540 98,520 92,620 78,700 62,698 72,620
vastus_medialis front 40,640 46,640 46,696 42,716 30,710 30,680
adductor_longus_brevis front 10,508 40,520 54,536 36,600 16,570
gracilis front 4,520 14,560 24,640 28,690 18,680 6,590
tibialis_anterior front 50,742 64,746 62,820 50,912 44,908 46,820
edl front 64,760 70,764 66,850 54,918 50,912 60,830
peroneus_longus front 70,752 84,760 80,840 66,900 66,850 70,790
gastrocnemius_medial front 20,752 34,752 32,820 26,850 20,812
soleus_upper front 22,826 34,820 36,880 32,900
splenius_capitis back 16,106 34,104 34,128 20,146 14,142
semispinalis_capitis back 2,100 14,104 12,146 2,150
trapezius_upper back 2,120 10,120 34,150 98,186 60,194 2,176
trapezius_middle back 2,178 60,196 98,188 92,202 30,222 2,224
trapezius_lower back 2,226 30,224 44,216 26,272 2,352
deltoid_posterior back 78,204 106,192 120,220 122,262 124,290 108,262 92,234
deltoid_middle back 106,188 130,200 134,244 126,290 122,262 120,220
infraspinatus back 32,220 78,206 94,222 92,234 60,262 40,290 30,254
teres_minor back 62,262 92,236 100,240 70,268
teres_major back 46,294 60,264 70,268 100,242 96,262 66,292
rhomboids back 20,232 30,224 30,258 38,286 22,276
latissimus_dorsi back 28,274 40,294 66,294 98,262 90,300 78,360 66,400 12,432 4,400 6,350
triceps_long back 108,264 122,292 126,340 130,352 116,352 106,310
triceps_lateral back 126,286 134,290 144,336 132,352 127,330
anconeus back 132,366 142,364 146,392 136,390
extensor_digitorum_middle back 136,392 150,376 162,440 166,500 156,500 146,440
ecrl back 144,350 154,376 162,440 158,420 148,372
ecu back 122,380 136,392 146,440 156,504 146,490 130,430
first_dorsal_interosseous back 188,532 200,548 196,566 190,562
external_oblique back 66,400 80,352 86,370 82,420
iliocostalis_lumborum back 12,380 34,384 34,434 14,440
gluteus_medius_posterior back 40,428 66,418 84,428 70,462
gluteus_medius_anterior back 72,462 86,428 96,462 88,492
gluteus_maximus_upper back 6,458 38,430 72,464 90,496 50,496 8,490
gluteus_maximus_lower back 6,492 92,498 86,530 40,540 8,530
adductor_magnus_mid back 4,534 18,542 22,600 24,640 12,610
semitendinosus_semimembranosus back 16,540 48,542 48,640 38,706 28,716 24,650
biceps_femoris back 50,542 78,534 80,640 76,714 66,706 54,650
vastus_lateralis back 80,534 98,520 94,640 80,700 80,640
gastrocnemius_medial back 24,724 50,722 51,800 46,846 24,830 18,780
gastrocnemius_lateral back 52,722 74,724 84,780 76,824 54,840 53,800
soleus_upper back 24,834 46,850 53,844 76,828 70,868 50,884 30,868
soleus_lower back 32,872 50,888 68,872 54,924 40,924
`

type muscleArea struct {
	id    string
	front bool
	ring  [][2]float64
}

var muscleAreas = sync.OnceValue(func() []muscleArea {
	var out []muscleArea
	for _, w := range lines(muscleTable) {
		m := muscleArea{id: w[0], front: w[1] == "front"}
		var ring [][2]float64
		for _, pair := range w[2:] {
			n := numbers(strings.Split(pair, ","))
			ring = append(ring, [2]float64{n[0], n[1]})
		}
		m.ring = smoothed(ring, true)
		out = append(out, m)
	}
	return out
})

// muscle names the superficial muscle below a point of the skin, or none.
func (b *Body) muscle(p, n vec) string {
	face, chart, _, _ := b.place(p, n)
	front := face == "front"
	if face == "head" {
		front = p.z > -12
		if chart == "neck" {
			front = p.z > -8
		}
	}
	x := p.x
	if onArm(p) {
		x -= 100 * (at(breadths[b.Figure], 200) - 1)
	} else {
		x /= at(breadths[b.Figure], p.v)
	}
	for i := range muscleAreas() {
		if m := &muscleAreas()[i]; m.front == front && ring.Inside(x, p.v, m.ring) {
			return m.id
		}
	}
	return ""
}
