package fhir_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/unknot/unknot/internal/care"
	"github.com/unknot/unknot/internal/edge/api"
	"github.com/unknot/unknot/internal/edge/fhir"
)

// browser opens Chromium with a profile of its own and no network besides.
func browser(t *testing.T) context.Context {
	t.Helper()
	profile, err := os.MkdirTemp("", "unknot-browser")
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, end := chromedp.NewContext(ctx)
	ctx, late := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(func() { late(); end(); stop(); os.RemoveAll(profile) })
	return ctx
}

func eval[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%.200s: %v", js, err)
	}
	return v
}

// until waits for an expression to hold, however busy the computer is.
func until(t *testing.T, ctx context.Context, js string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](js)); err != nil {
		t.Fatalf("%s: %v", js, err)
	}
}

// The forms of the National Library of Medicine show our questionnaires, open
// the danger signs that the answers call for, and score.
func TestAnotherProgramAsksAndScores(t *testing.T) {
	p := practice(t)
	mux := http.NewServeMux()
	mux.Handle("/lforms/", http.StripPrefix("/lforms/", http.FileServer(http.Dir(filepath.Join("..", "..", "..", "node_modules", "lforms", "dist", "lforms")))))
	mux.HandleFunc("/forms", func(w http.ResponseWriter, r *http.Request) { http.ServeFile(w, r, "testdata/forms.html") })
	mux.Handle("/fhir/", fhir.Handler(p, api.AtHome, slog.New(slog.DiscardHandler)))
	s := httptest.NewServer(mux)
	defer s.Close()
	ctx := browser(t)
	if err := chromedp.Do(ctx, chromedp.Navigate(s.URL+"/forms")); err != nil {
		t.Fatal(err)
	}
	// fill shows a form and types into it, field by field, as a person does,
	// until the response, or what the page says, contains what is wanted.
	fill := func(id, want string, typed ...string) (text, response string) {
		eval[bool](t, ctx, `(async () => {
			const form = await (await fetch('/fhir/Questionnaire/`+id+`')).json();
			await LForms.Util.addFormToPage(LForms.Util.convertFHIRQuestionnaireToLForms(form, 'R4'), 'form', {fhirVersion: 'R4'});
			return true;
		})()`)
		for i := 0; i+1 < len(typed); i += 2 {
			id, value := typed[i], typed[i+1]
			field := `[id="` + id + `"]`
			link, _, _ := strings.Cut(id, "/")
			taken := fmt.Sprintf(`(async () => { // within four seconds
				const has = items => (items ?? []).some(i => i.linkId === %q && i.answer || has(i.item));
				for (let i = 0; i < 80; i++) {
					if (has(LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form').item)) return true;
					await new Promise(done => setTimeout(done, 50));
				}
				return false;
			})()`, link)
			// The form looks through its lists a moment after each key, and takes
			// nothing when the field is left just then. A person types again.
			for again := 0; ; again++ {
				if err := chromedp.Do(ctx, chromedp.WaitVisible(chromedp.CSS(field)), chromedp.Focus(chromedp.CSS(field))); err != nil {
					t.Fatalf("%s: %v", id, err)
				}
				eval[any](t, ctx, fmt.Sprintf(`document.getElementById(%q).select(); 0`, id))
				if err := chromedp.Do(ctx, chromedp.SendKeys(chromedp.CSS(field), value)); err != nil {
					t.Fatalf("%s: %v", id, err)
				}
				// a field with a list is left when the list offers what was typed
				eval[bool](t, ctx, fmt.Sprintf(`(async field => {
					const offers = () => field.value === %[2]q && (field.getAttribute("role") !== "combobox" || [...document.querySelectorAll("#completionOptions li")].some(li => li.textContent.trim().endsWith(%[2]q)));
					for (let i = 0; i < 80 && !offers(); i++) await new Promise(done => setTimeout(done, 50));
					return offers();
				})(document.getElementById(%[1]q))`, id, value))
				if err := chromedp.Do(ctx, chromedp.SendKeys(chromedp.CSS(field), "\t")); err != nil {
					t.Fatalf("%s: %v", id, err)
				}
				if eval[bool](t, ctx, taken) {
					break
				}
				if again == 5 {
					t.Fatalf("%s does not take %q", id, value)
				}
			}
		}
		now := `document.getElementById('form').innerText`
		answers := `JSON.stringify(LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', '#form'))`
		until(t, ctx, fmt.Sprintf(`(%s + %s).includes(%q)`, now, answers, want))
		return eval[string](t, ctx, now), eval[string](t, ctx, answers)
	}
	text, response := fill("peg", "", "pain/1", "6", "enjoyment/1", "5")
	if !strings.Contains(text, "Average pain in the last week") || strings.Contains(response, `"score"`) {
		t.Errorf("a PEG of two answers: %s %s", text, response)
	}
	fill("peg", `{"answer":[{"valueDecimal":5}],"linkId":"score"`, "pain/1", "6", "enjoyment/1", "5", "activity/1", "4")
	chest, calf := question(t, p, "chest_pressure"), question(t, p, "one_leg_swollen")
	if text, _ = fill("intake", chest, "cells/1/1", "right temple"); strings.Contains(text, calf) || !strings.Contains(text, chest) || !strings.Contains(text, "×right temple") {
		t.Errorf("a temple asks about the calf, or not about the chest: %.3000s", text)
	}
	text, response = fill("intake", `{"answer":[{"valueInteger":1}],"linkId":"danger-count"`, "cells/1/1", "left calf", "danger.chest_pressure/1/1", "Yes", "danger.fever/1/1", "No")
	if !strings.Contains(text, chest) || !strings.Contains(text, calf) || !strings.Contains(response, `{"answer":[{"valueInteger":1}],"linkId":"danger-count"`) {
		t.Errorf("a calf: %.3000s\n%.3000s", text, response)
	}
	_, response = fill("press", `{"answer":[{"valueInteger":1}],"linkId":"familiar"`, "press.trapezius_upper.right/1", "My known pain")
	if !strings.Contains(response, `"code":"familiar_pain"`) || !strings.Contains(response, `{"answer":[{"valueInteger":1}],"linkId":"familiar"`) {
		t.Errorf("press: %.2000s", response)
	}
}

// question is the text of a danger question.
func question(t *testing.T, p *care.Practice, id string) string {
	t.Helper()
	q, ok := p.Base.Question(id)
	if !ok {
		t.Fatalf("there is no danger question %q", id)
	}
	return q.Ask
}
