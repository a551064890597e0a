package knowledge

import "fmt"

// findingStyle checks what Load does not about a finding: its words, and that
// every number says where it comes from.
func (c *checker) findingStyle(f *Finding) {
	c.needs("name", f.Name, "ask", f.Ask, "why", f.Why)
	c.oneOf("kind", f.Kind, "history", "aggravating", "easing", "self_test", "examination", "motion")
	c.oneOf("who", f.Who, "self", "helper", "clinician")
	c.oneOf("per", f.Per, "", "muscle")
	c.plain(f.Ask, f.How, f.Picture, f.Positive, f.Why, f.Caution)
	switch f.Kind {
	case "self_test", "motion":
		c.needs("how", f.How, "picture", f.Picture, "positive", f.Positive)
	case "examination":
		c.needs("how", f.How, "positive", f.Positive)
	}
	if f.Who == "clinician" && f.Kind == "self_test" {
		c.fault("who", "a self-test that only a clinician can do", "make it an examination")
	}
	if f.Per == "" && len(f.Links) == 0 {
		c.fault("", "the finding bears on nothing", "add links to muscles or look-alikes, or leave it out")
	}
	if f.Leak <= 0 || f.Leak >= 1 {
		c.fault("leak", fmt.Sprintf("leak is %v", f.Leak), "write the chance of a positive without any linked cause, between 0 and 1")
	}
	if f.Kind == "motion" && f.Unit != "" && len(f.Normal) != 2 {
		c.fault("normal", "a measured motion needs its normal range", "write normal = [low, high] in "+f.Unit)
	}
	if f.Low != 0 && f.VeryLow > f.Low || f.High != 0 && f.VeryHigh != 0 && f.VeryHigh < f.High {
		c.fault("very_", "the limits are out of order", "very_low lies below low, very_high above high")
	}
	for i := range f.Links {
		l := &f.Links[i]
		if len(l.Muscles)+len(l.Lookalikes) == 0 && f.Per == "" {
			c.fault("links", "a link names no muscle and no look-alike", "name at least one")
		}
		c.oneOf("links.side", l.Side, "", "same", "other", "both")
		if l.Chance == 0 && l.Sens == 0 {
			c.fault("links", "a link has neither chance nor sens", "write one of them")
		}
		if l.Sens > 0 && l.Source == "" {
			c.fault("sens", "a sensitivity without its source", "name the source of the figure")
		}
		if l.Sens > 0 && l.Chance == 0 && l.active(f.Leak) <= 0 {
			c.fault("sens", fmt.Sprintf("sens %v is not above the leak %v: the link says nothing", l.Sens, f.Leak), "lower the leak or drop the link")
		}
		if l.Strong > l.active(f.Leak) {
			c.fault("strong", fmt.Sprintf("strong is %v, above the chance %v", l.Strong, l.active(f.Leak)), "a strong yes is also a yes")
		}
	}
	a := f.Agreement
	if (a.Kappa != 0 || a.ICC != 0 || a.Percent != 0) && a.Source == "" {
		c.fault("agreement", "an agreement without its source", "name the source of the figure")
	}
	for _, n := range f.Norms {
		if n.Source == "" || n.SD < 0 || n.AgeMax < n.AgeMin {
			c.fault("norms", "a norm needs a mean, a source, and an age range in order", "mend it")
		}
	}
}
