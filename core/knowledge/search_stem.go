package knowledge

import (
	"strings"
	"unicode"
)

// stopWords carry no topic. "How", "when" and "many" stay: they part "how
// hard", "how long" and "how often".
var stopWords = setOf(`a an the is are was be been am do does did i me my you your it its this that these those
	of to in on at for by with and or if as so right quite doing completely actually whats mean meaning keep keeping sore after cause because look can could may might will would should shall must have has had get
	got there here what which who whose than then them they we our us any some just really very into out up not no
	me's want tell please it's i'm don't isn't knot trigger point muscle`)

// sameWord brings everyday words to one, so that people who ask in other words
// find the same record (judgement: the pairs were chosen by trying questions).
var sameWord = pairs(`
	ice cold, icing cold, icy cold, freeze cold, frozen cold, cool cold, cooling cold, warm heat, warmth heat, hot heat, heating heat,
	mri scan, ct scan, xray scan, x-ray scan, imaging scan, radiograph scan, ultrasound scan, picture scan, image scan, mrt scan,
	physician doctor, gp doctor, medical doctor, hospital doctor, clinician doctor, clinic doctor,
	pill tablet, drug tablet, medicine tablet, medication tablet, relaxer relaxant, relaxants relaxant,
	sport exercise, gym exercise, training exercise, train exercise, workout exercise, fitness exercise, lift exercise, lifting exercise,
	force hard, hardness hard, firm hard, firmly hard, strong hard, strongly hard, strength hard, pressure press, push press, pushing press,
	drink water, drinking water, fluid water, dehydration water, dehydrated water, hydration water, thirsty water, poison toxin, toxic toxin,
	detox toxin, waste toxin, slouch posture, slouching posture, hunch posture, hunched posture, upright posture, straight posture,
	needle needling, needles needling, acupuncture needling, bump lump, swelling lump, cyst lump, tumour lump, tumor lump, cancer lump, growth lump,
	harmful dangerous, danger dangerous, serious dangerous, harmless dangerous, risky dangerous, bad dangerous,
	return comeback, returns comeback, returning comeback, recur comeback, recurring comeback, reappear comeback, relapse comeback, again comeback, back-again comeback,
	bed sleep, sleeping sleep, night sleep, pillow sleep, mattress sleep, asleep sleep, lie sleep, lying sleep,
	elsewhere refer, spread refer, spreads refer, radiate refer, travel refer, travels refer, referred refer, radiating refer, distant refer,
	vanish gone, free gone, disappear gone, disappears gone, forever gone, permanently gone, cure gone, cured gone,
	seconds second, secs second, minute minutes, percussion gun, vibrating gun, percussive gun, gun gun,
	resting rest, inactive rest, chiropractic chiropractor, adjustment chiropractor, adjustments chiropractor, manipulation chiropractor, crack chiropractor, cracked chiropractor, cracking chiropractor,
	meridian acupressure, meridians acupressure, chinese acupressure, energy acupressure,
	aroma oil, aromatherapy oil, lavender oil, peppermint oil, essential oil, eucalyptus oil,
	anxiety stress, anxious stress, stressed stress, nervous stress, tense stress,
	stretches stretch, flexible stretch, flexibility stretch, session massage, masseur massage, massages massage, therapist massage,
	single one, once one, only one, number frequent, often frequent, frequently frequent, frequency frequent, soon time, fast time, quickly time,
	heal better, healed better, heals better, recover better, recovery better, improve better, improvement better,
	tennis ball, roller roller`)

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[stem(w)] = true
	}
	return m
}

func pairs(list string) map[string]string {
	m := map[string]string{}
	for _, p := range strings.Split(list, ",") {
		if f := strings.Fields(p); len(f) == 2 {
			m[stem(f[0])] = stem(f[1])
		}
	}
	return m
}

// stemsOf cuts a text into stems without stop words. A text of stop words only
// keeps them, so that "knot" alone still finds something.
func stemsOf(text string) []string {
	text = strings.NewReplacer("x-ray", "xray", "how about ", "", "what about ", "", "’", "'").Replace(strings.ToLower(text))
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
	var all, kept []string
	for _, w := range words {
		s := stem(strings.Trim(w, "'"))
		if s == "" {
			continue
		}
		all = append(all, s)
		if stopWords[s] {
			continue
		}
		if same, ok := sameWord[s]; ok {
			s = same
		}
		kept = append(kept, s)
	}
	if len(kept) == 0 {
		return all
	}
	return kept
}

// stem cuts the common endings of English words (a short form of step 1 of
// Porter 1980, doi 10.1108/eb046814): plural, -ing, -ed, -ly, final e and y.
func stem(w string) string {
	w = strings.TrimSuffix(w, "'s")
	cut := func(end string, keep int) bool {
		if strings.HasSuffix(w, end) && len(w)-len(end) >= keep {
			w = strings.TrimSuffix(w, end)
			return true
		}
		return false
	}
	if cut("ies", 2) {
		w += "y"
	} else if strings.HasSuffix(w, "sses") {
		w = strings.TrimSuffix(w, "es")
	} else if !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "is") {
		cut("s", 3)
	}
	if cut("ing", 4) || cut("ed", 4) {
		if n := len(w); n > 2 && w[n-1] == w[n-2] && !strings.ContainsRune("lsz", rune(w[n-1])) {
			w = w[:n-1]
		}
	} else {
		cut("ly", 4)
	}
	cut("e", 3)
	if strings.HasSuffix(w, "y") && len(w) > 3 {
		w = w[:len(w)-1] + "i"
	}
	return w
}
