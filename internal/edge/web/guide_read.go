//go:build !js

package web

import (
	"context"
	"slices"
	"strings"

	"github.com/unknot/unknot/core/knowledge"
)

// treatmentRows are the lines of a treatment that are filled in.
func treatmentRows(ctx context.Context, t *knowledge.Treatment) [][2]string {
	var out [][2]string
	add := func(label string, texts ...string) {
		var said []string
		for _, s := range texts {
			if s != "" {
				said = append(said, know(ctx, s))
			}
		}
		if len(said) > 0 {
			out = append(out, [2]string{tr(ctx, label), strings.Join(said, " ")})
		}
	}
	add(msg("How much"), t.Doses.Use)
	add(msg("Popular advice"), t.Doses.Documents)
	add(msg("In trials"), t.Doses.Trials)
	add(msg("Effect"), t.Effect.Words, effectNumbers(ctx, t.Effect))
	add(msg("The doubt"), t.Doubt)
	add(msg("Harms"), t.Harms)
	add(msg("Step up"), t.Progress)
	add(msg("Step down"), t.Regress)
	return out
}

// locksOf lists what forbids or limits a technique.
func locksOf(base *knowledge.Base, technique string) []knowledge.Interlock {
	var out []knowledge.Interlock
	for i := range base.Interlocks {
		if k := &base.Interlocks[i]; technique != "" && slices.Contains(k.Techniques, technique) {
			out = append(out, *k)
		}
	}
	return out
}

// documents names the popular texts that a claim was found in.
func documents(ctx context.Context, base *knowledge.Base, c *knowledge.Claim) string {
	var out []string
	for _, d := range c.Documents {
		if s, ok := base.Source("doc_" + strings.ToLower(d)); ok {
			out = append(out, know(ctx, s.Cite))
		}
	}
	return strings.Join(out, "; ")
}

// citing lists the questions, lessons, treatments and habits that rest on a
// claim.
func citing(ctx context.Context, base *knowledge.Base, id string) []tile {
	var out []tile
	add := func(path, name, about string) {
		out = append(out, tile{path, capital(know(ctx, name)), tr(ctx, about)})
	}
	for _, q := range base.FAQs {
		if slices.Contains(q.Claims, id) {
			add("/guide/question/"+q.ID, q.Ask, hitKind["faq"])
		}
	}
	for _, l := range base.Lessons {
		for _, p := range l.Parts {
			if slices.Contains(p.Claims, id) {
				add("/guide/lesson/"+l.ID, l.Title, hitKind["lesson"])
				break
			}
		}
	}
	for _, t := range base.Treatments {
		if slices.Contains(t.Claims, id) {
			add("/guide/treatment/"+t.ID, t.Name, hitKind["treatment"])
		}
	}
	for _, l := range base.Lumps {
		if slices.Contains(l.Claims, id) {
			add("/guide/lump/"+l.ID, l.Name, hitKind["lump"])
		}
	}
	for _, p := range base.NamedPlaces {
		if p.Claim == id {
			add("/guide/part/"+p.ID, p.Name, msg("Place of pain"))
		}
	}
	return out
}

// personWords names conditions and medicines in one line.
func personWords(ctx context.Context, base *knowledge.Base, ids []string) string {
	return strings.Join(personNames(ctx, base, ids), ", ")
}
