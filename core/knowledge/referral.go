package knowledge

import (
	"slices"
	"sort"
	"strings"

	"github.com/unknot/unknot"
)

// ZoneWeight is how strongly a muscle tends to be felt in a zone: the chance
// that an active point makes a person paint it. A prior, never a rule.
type ZoneWeight struct {
	Zone   unknot.ZoneID
	Kind   string // primary, spill or local
	Weight float64
}

// MuscleWeight is how strongly a zone speaks for a muscle: that chance times
// the share of people with an active point there, scaled so that the weights
// of all muscles of the zone add up to 1.
type MuscleWeight struct {
	Muscle unknot.MuscleID
	Kind   string
	Weight float64
}

// ZonesOf lists where a muscle may be felt, strongest first, then by zone
// order. An unknown muscle gives none.
func (b *Base) ZonesOf(id unknot.MuscleID) []ZoneWeight {
	m, ok := b.Muscle(id)
	if !ok {
		return nil
	}
	best := map[unknot.ZoneID]ZoneWeight{}
	raise := func(z unknot.ZoneID, kind string, w float64) {
		if w > best[z].Weight {
			best[z] = ZoneWeight{z, kind, w}
		}
	}
	for _, z := range m.Refers.Primary {
		raise(z, "primary", b.Engine.Primary)
	}
	for _, z := range m.Refers.Spill {
		raise(z, "spill", b.Engine.Spill)
	}
	for _, s := range m.Sites {
		raise(s.Zone, "local", b.Engine.Local)
	}
	var out []ZoneWeight
	for i := range b.Zones {
		if w, ok := best[b.Zones[i].ID]; ok {
			out = append(out, w)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Weight > out[j].Weight })
	return out
}

// MusclesOf lists the muscles that may be felt as pain in a zone, likeliest
// first, then by file order. An unknown zone gives none.
func (b *Base) MusclesOf(zone unknot.ZoneID) []MuscleWeight {
	var out []MuscleWeight
	total := 0.0
	for i := range b.Muscles {
		if b.Muscles[i].Painless {
			continue
		}
		id := b.Muscles[i].ID
		for _, z := range b.ZonesOf(id) {
			if z.Zone == zone {
				odds := b.Odds(id)
				w := z.Weight * odds / (1 + odds)
				out = append(out, MuscleWeight{id, z.Kind, w})
				total += w
			}
		}
	}
	for i := range out {
		out[i].Weight /= total
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Weight > out[j].Weight })
	return out
}

// ZonesNamed lists the zones that a word of everyday language means: the zone
// of that name, or all zones that a named place or a broad word covers. Nothing
// is guessed.
func (b *Base) ZonesNamed(words string) []unknot.ZoneID {
	words = strings.ToLower(strings.Join(strings.Fields(words), " "))
	for i := range b.NamedPlaces {
		if slices.Contains(b.NamedPlaces[i].Words, words) {
			return b.NamedPlaces[i].Zones
		}
	}
	var out []unknot.ZoneID
	for i := range b.Broads {
		if slices.Contains(b.Broads[i].Words, words) {
			out = append(out, b.Broads[i].Zones...)
		}
	}
	for i := range b.Zones {
		z := &b.Zones[i]
		if (z.Name == words || slices.Contains(z.Words, words) || slices.Contains(z.Both, words)) && !slices.Contains(out, z.ID) {
			out = append(out, z.ID)
		}
	}
	return out
}

// MusclesAt lists the muscles that may be felt in any of the zones, likeliest
// first: the mean of their weights over the zones, which adds up to 1.
func (b *Base) MusclesAt(zones []unknot.ZoneID) []MuscleWeight {
	at := map[unknot.MuscleID]int{}
	var out []MuscleWeight
	n := 0
	for _, z := range zones {
		list := b.MusclesOf(z)
		if len(list) > 0 {
			n++
		}
		for _, m := range list {
			i, ok := at[m.Muscle]
			if !ok {
				i = len(out)
				at[m.Muscle] = i
				out = append(out, MuscleWeight{Muscle: m.Muscle, Kind: m.Kind})
			}
			out[i].Weight += m.Weight
			if m.Kind == "primary" {
				out[i].Kind = m.Kind
			}
		}
	}
	for i := range out {
		out[i].Weight /= float64(n)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Weight > out[j].Weight })
	return out
}
