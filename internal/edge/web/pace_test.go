package web_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/chromedp/chromedp"
)

// The pace of a person: silent reading of 240 words a minute (238, Brysbaert
// 2019, doi:10.1016/j.jml.2019.104047), 450 where one looks through a list for
// what is one's own (skimming, Carver 1992, Journal of Reading 36:84; never the
// danger signs: they are read word by word), one and a half seconds for each tap or
// choice, and a third of a second for each letter (judgement: typing on a phone
// is 36 words a minute, Palin 2019, doi:10.1145/3338286.3340120).
const (
	wordsAMinute = 240
	skimAMinute  = 450
	tapTakes     = 1500 * time.Millisecond
	letterTakes  = 333 * time.Millisecond
)

// walker goes through the pages as a person does, and counts the time that it
// takes a person, not this machine. What was read on an earlier page is known.
type walker struct {
	t     testing.TB
	ctx   context.Context
	known map[string]bool
	words int
	skims int // words of lists in which one looks for what is one's own
	taps  int
	typed int
	log   []string
}

func (w *walker) took() time.Duration {
	return time.Duration(w.words)*time.Minute/wordsAMinute + time.Duration(w.skims)*time.Minute/skimAMinute + time.Duration(w.taps)*tapTakes + time.Duration(w.typed)*letterTakes
}

// read reads what is to be seen in a part of the page, line by line.
func (w *walker) read(where string) {
	w.t.Helper()
	before := w.words + w.skims
	lists := eval[[]string](w.t, w.ctx, `[...document.querySelectorAll(".ticks label, .chips label")].map(e => e.innerText.trim())`)
	text := eval[string](w.t, w.ctx, fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => e.checkVisibility()).map(e => e.innerText).join("\n")`, where))
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		same := numeral.ReplaceAllString(line, "1") // a counter is read once
		if line == "" || w.known[same] {
			continue
		}
		w.known[same] = true
		into := &w.words
		if slices.Contains(lists, line) {
			into = &w.skims
		}
		*into += len(strings.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }))
	}
	w.log = append(w.log, fmt.Sprintf("%4d words, %v so far: %s", w.words+w.skims-before, w.took().Round(time.Second), eval[string](w.t, w.ctx, "document.querySelector('main h1').innerText")))
}

func (w *walker) tap(where string) {
	w.t.Helper()
	w.taps++
	do(w.t, w.ctx, chromedp.Click(chromedp.CSS(where)))
}

var numeral = regexp.MustCompile(`[0-9]+`)

// on taps what leads to the next page.
func (w *walker) on(where string) {
	w.t.Helper()
	eval[any](w.t, w.ctx, "window.before = true; 0")
	w.tap(where)
	keys{w.t, w.ctx}.arrived()
}

func (w *walker) write(where, text string) {
	w.t.Helper()
	w.taps++
	w.typed += len(text)
	do(w.t, w.ctx, chromedp.SendKeys(chromedp.CSS(where), text))
}

func (w *walker) is(where string) bool { return keys{w.t, w.ctx}.is(where) }

// slowestWay is how long the way may take. More than two thirds of it are the
// danger signs: none of them is left out for speed.
const slowestWay = 3 * time.Minute

// Somebody with a headache after a day at the desk, who reads every question,
// line and choice, comes to the plan in good time. On the result it is enough to
// read how soon, and what comes first.
func TestFromHeadacheToThePlan(t *testing.T) {
	w := &walker{t: t, ctx: browser(t), known: map[string]bool{}}
	do(t, w.ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(site(t).URL), chromedp.WaitReady(chromedp.CSS(`#map[data-ready=yes]`)))
	w.read("main h1, main .lead, #draw .feel, #draw button[type=submit]")
	w.write("#words", "right temple")
	w.on("#draw > * button[type=submit], #draw > button[type=submit]")
	for pages := 0; !w.is("#level"); pages++ {
		if pages > 60 {
			t.Fatal("the questions do not end")
		}
		switch {
		case w.is(".one-question") && w.is("form[action$='/done']"): // tests may wait
			w.read("main form")
			w.on("form[action$='/done'] button")
		case w.is(".one-question"):
			w.read("main .one-question")
			w.on("button[name=answer][value=no]")
		default:
			w.read("main h1, main .lead, main form")
			if w.is("#age") {
				w.write("#age", "41")
				w.tap("[name=sex][value=female]")
				w.write("#desk", "8")
				w.tap("[name=days][value='10']")
				w.tap("[name=kind][value=gradual]")
			}
			w.on("main form.stack .actions button[type=submit]")
		}
	}
	w.read("#level, .level p, #may + *, section[aria-labelledby=may] .candidates > li:first-child :is(h3, p)")
	w.on(".actions a[href='/plan']")
	if !w.is(".plan-item") {
		t.Fatalf("there is no plan on %s", eval[string](t, w.ctx, "document.body.innerText"))
	}
	if took := w.took(); took > slowestWay || w.words < 200 || w.taps < 15 {
		t.Errorf("it takes %v: %d words to read, %d taps, %d letters", took.Round(time.Second), w.words, w.taps, w.typed)
	}
	t.Logf("%v\n%s", w.took().Round(time.Second), strings.Join(w.log, "\n"))
}

// Somebody with pressure in the chest is stopped on the second page, whichever
// way the places were told, and before anything else is asked.
func TestChestPressureStopsOnTheSecondPage(t *testing.T) {
	for _, words := range []string{"left chest, 7", "middle of the chest, 4"} {
		w := &walker{t: t, ctx: browser(t), known: map[string]bool{}}
		do(t, w.ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(site(t).URL), chromedp.WaitReady(chromedp.CSS(`#map[data-ready=yes]`)))
		w.write("#words", words)
		w.on("#draw > * button[type=submit], #draw > button[type=submit]")
		if asked := eval[string](t, w.ctx, "document.querySelector('.one-question [name=asked]').value"); asked != "chest_pressure" {
			t.Fatalf("%s: the second page asks %s", words, asked)
		}
		w.on("button[name=answer][value=yes]")
		page := eval[string](t, w.ctx, "document.body.innerText")
		if !w.is(".stop .call") || w.is("nav.tabs") || strings.Contains(strings.ToLower(page), "trapezius") {
			t.Errorf("%s: after a yes the page says:\n%s", words, page)
		}
	}
}
