package plan

// goals puts function first: the person's own, else that of the region; then a
// calmer spot, then less pain.
func (b *builder) goals() {
	for _, g := range b.in.Wishes.Goals {
		b.plan.Goals = append(b.plan.Goals, Goal{Aim: g.Name, Own: true,
			Measure: "Once a week: how well can you do it, 0 (not at all) to 10 (as before)? Two points more is a clear change."})
	}
	region := ""
	if m := b.likeliest(); m != nil {
		region = m.Region
	}
	for i := range b.base.Goals {
		g := &b.base.Goals[i]
		if len(g.Regions) > 0 && (len(b.in.Wishes.Goals) > 0 || !contains(g.Regions, region)) {
			continue
		}
		if b.plan.Phase == "quiet" && g.ID == "aim_pain" || b.plan.Phase == "fresh" && g.ID == "aim_calm" {
			continue
		}
		b.plan.Goals = append(b.plan.Goals, Goal{ID: g.ID, Aim: g.Aim, Measure: g.Measure, Claims: g.Claims, Sources: g.Sources})
	}
}

// settle names the clashes of advice that concern what is done, once each.
// Those of the texts to read are in the guide.
func (b *builder) settle() {
	for i := range b.base.Clashes {
		k := &b.base.Clashes[i]
		hit := false
		for j := range b.plan.Items {
			it := &b.plan.Items[j]
			if it.Kind != "learn" && contains(k.Treatments, it.Treatment) {
				it.Clashes = append(it.Clashes, k.ID)
				hit = true
			}
		}
		if hit {
			b.plan.Settled = append(b.plan.Settled, Ruling{ID: k.ID, Name: k.Name, Says: k.Says, Other: k.Other, Rule: k.Rule, Grade: k.Grade, Claims: k.Claims, Sources: k.Sources})
		}
	}
}
