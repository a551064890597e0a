package web_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/unknot/unknot/core/knowledge"
	"github.com/unknot/unknot/internal/base/locale/localetest"
)

// spoken is one text of a page and the language that the page says it is in.
type spoken struct{ Text, Lang string }

// spokenOnPage are the texts that a person reads or hears on a page: those of
// elements and of their labels, each with its language.
const spokenOnPage = `(() => {
	const out = []
	const put = (at, text) => { text = text.replace(/\s+/g, " ").trim(); if (text) out.push({text, lang: at.closest("[lang]")?.lang ?? ""}) }
	const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
	for (let n = walk.currentNode; n; n = walk.nextNode()) {
		if (n.nodeType === Node.TEXT_NODE) {
			if (!n.parentElement.closest("script, style, template, textarea, noscript")) put(n.parentElement, n.data)
			continue
		}
		for (const name of ["aria-label", "aria-roledescription", "aria-valuetext", "aria-description", "title", "alt", "placeholder"]) put(n, n.getAttribute(name) ?? "")
		if (n.matches("meta[name=description]")) put(n, n.content)
		if (n.matches("input[type=submit], input[type=button]")) put(n, n.value)
	}
	return out
})()`

// theirOwn are words of the invented people and of who tests, which stay as
// they were written.
var theirOwn = []string{"Turned the head without thinking of it.", "went well", "Encontrado para «can I rub it away»", "https://clinic.example/in", "Leído, doc", "English", "«right shoulder»: ¿a qué lugar se refiere?"}

// notEnglish fails for any text of the open Spanish page that is English and
// not marked as such; what is marked must be the title of a source.
func notEnglish(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	base, err := knowledge.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	texts := eval[[]spoken](t, ctx, spokenOnPage)
	if len(texts) < 3 {
		t.Errorf("%s has only %d texts", name, len(texts))
	}
	for _, s := range texts {
		switch {
		case slices.Contains(theirOwn, s.Text):
		case s.Lang == "en":
			if !slices.ContainsFunc(base.Sources, func(src knowledge.Source) bool { return strings.HasPrefix(s.Text, src.Title) }) {
				t.Errorf("%s says in English: %s", name, s.Text)
			}
		default:
			if word := localetest.English(s.Text); word != "" {
				t.Errorf("%s says in English (%s): %s", name, word, s.Text)
			}
		}
	}
}
