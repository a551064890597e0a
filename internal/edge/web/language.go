package web

import (
	"context"
	"encoding/json"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/edge/api"
)

// tr says an English text in the language of the reader; args fill its verbs.
// The text must be written out where tr is called, or marked with msg, so that
// a test can find it and ask for its translation.
func tr(ctx context.Context, text string, args ...any) string {
	return locale.From(ctx).Text(text, args...)
}

// trn says a text about n things. Both forms take n first: "%d day", "%d days".
func trn(ctx context.Context, n int, one, other string, args ...any) string {
	return locale.From(ctx).Plural(n, one, other, args...)
}

// msg marks a text of a table that tr says later.
func msg(text string) string { return text }

// know says a text of the knowledge, for attributes; known marks what has no
// translation yet as English.
func know(ctx context.Context, text string) string { return locale.From(ctx).Text(text) }

func foreign(ctx context.Context, text string) bool { return !locale.From(ctx).Has(text) }

func date(ctx context.Context, t time.Time) string {
	return locale.From(ctx).Date(t.Local())
}

func dateTime(ctx context.Context, t time.Time) string {
	return locale.From(ctx).DateTime(t.Local())
}

func percent(ctx context.Context, share float64) string { return locale.From(ctx).Percent(share) }

// number writes a number with as many decimals as asked for.
func number(ctx context.Context, v float64, decimals int) string {
	return locale.From(ctx).Number(v, decimals)
}

// localized finds the language of every request: what the person chose, else
// what the browser asks for.
func localized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Language, Cookie")
		next.ServeHTTP(w, r.WithContext(locale.With(r.Context(), localeOf(r))))
	})
}

func localeOf(r *http.Request) locale.Locale {
	l := locale.Locale{Language: locale.Accept(r.Header.Get("Accept-Language")), Region: regionOf(r), Units: locale.Kilopascal}
	if c, err := r.Cookie("lang"); err == nil {
		if chosen, ok := locale.Named(c.Value); ok {
			l.Language = chosen
		}
	}
	if c, err := r.Cookie("units"); err == nil && c.Value == "kg" {
		l.Units = locale.KgPerCm2
	}
	return l
}

// regionOf reads the country from what the browser accepts, such as GB of
// en-GB; "" when it does not say.
func regionOf(r *http.Request) string {
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return ""
	}
	for _, t := range tags {
		if region, confidence := t.Region(); confidence == language.Exact {
			return region.String()
		}
	}
	return ""
}

// scriptTexts are the texts that each bundle says, by its name.
var scriptTexts = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	if err := json.Unmarshal(assets()["dist/words.json"].raw, &out); err != nil {
		panic("web: the list of texts of the scripts cannot be read")
	}
	return out
})

// scriptWords are the texts of a page's scripts in the language of the reader;
// nil in English, which the scripts speak themselves.
func scriptWords(ctx context.Context, scripts []string) map[string]string {
	l := locale.From(ctx)
	if l.Code == locale.English.Code {
		return nil
	}
	out := map[string]string{}
	for _, s := range scripts {
		for _, text := range scriptTexts()[path.Base(s)] {
			out[text] = l.Text(text)
		}
	}
	return out
}

// chosenLasts is how long a browser keeps what was chosen, in seconds.
const chosenLasts = 365 * 24 * 60 * 60

// choose keeps a choice of how pages look and read in the browser; it says
// nothing about health.
func choose(w http.ResponseWriter, r *http.Request, name, value string) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: chosenLasts, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: api.Secure(r)})
}

// chooseLanguage keeps the language and goes back to where it was chosen.
func (s *Site) chooseLanguage(w http.ResponseWriter, r *http.Request) {
	if l, ok := locale.Named(r.PostFormValue("lang")); ok {
		choose(w, r, "lang", l.Code)
	}
	http.Redirect(w, r, ownPath(r.PostFormValue("back")), http.StatusSeeOther)
}

// ownPath keeps a path of this site as it is, and anything else away.
func ownPath(path string) string {
	if strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") && !strings.ContainsAny(path, "\\\r\n") {
		return path
	}
	return "/"
}

// themeOf is light or dark when that was chosen, else what the device prefers.
func themeOf(r *http.Request) string {
	if c, err := r.Cookie("theme"); err == nil && (c.Value == "light" || c.Value == "dark") {
		return c.Value
	}
	return ""
}
