//go:build !js

package web

import (
	"net/http"
	"strings"

	"github.com/unknot/unknot/internal/base/locale"
	"github.com/unknot/unknot/internal/edge/api"
	"golang.org/x/text/language"
)

// Localized finds the language of every request: what the person chose, else
// what the browser asks for.
func Localized(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Language, Cookie")
		next.ServeHTTP(w, r.WithContext(locale.With(r.Context(), localeOf(r))))
	})
}

// localeOf is how the person reads: as they chose, else as the browser asks.
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
