package locale

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// months and days by language, as they stand inside a date.
var (
	monthNames = map[string][]string{
		"es": {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	}
	dayNames = map[string][]string{
		"es": {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
	}
)

// Month names a month.
func (l *Language) Month(m time.Month) string {
	if names := monthNames[l.Code]; names != nil {
		return names[m-1]
	}
	return m.String()
}

// Weekday names a day of the week.
func (l *Language) Weekday(d time.Weekday) string {
	if names := dayNames[l.Code]; names != nil {
		return names[d]
	}
	return d.String()
}

// Date writes a day: 2 January 2006, or 2 de enero de 2006.
func (l *Language) Date(t time.Time) string {
	if l.Code == "es" {
		return strconv.Itoa(t.Day()) + " de " + l.Month(t.Month()) + " de " + strconv.Itoa(t.Year())
	}
	return strconv.Itoa(t.Day()) + " " + l.Month(t.Month()) + " " + strconv.Itoa(t.Year())
}

// ShortDate writes a day without its year: 2 Jan, or 2 ene.
func (l *Language) ShortDate(t time.Time) string {
	month := []rune(l.Month(t.Month()))
	return strconv.Itoa(t.Day()) + " " + string(month[:min(3, len(month))])
}

// Day writes the date of a record, "2026-11-24", as people do; what is none
// stays as it is.
func (l *Language) Day(date string) string { return written(date, l.Date) }

// ShortDay is Day without the year, for tables.
func (l *Language) ShortDay(date string) string { return written(date, l.ShortDate) }

func written(date string, write func(time.Time) string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return write(t)
}

// DateTime writes a day and a time of day.
func (l *Language) DateTime(t time.Time) string { return l.Date(t) + ", " + t.Format("15:04") }

// Number writes a number with a number of decimals, with the sign of the
// language between them, for people: below zero it begins with a true minus.
func (l *Language) Number(v float64, decimals int) string {
	text := strconv.FormatFloat(v, 'f', decimals, 64)
	if l.Code == "es" {
		text = strings.Replace(text, ".", ",", 1)
	}
	if below, ok := strings.CutPrefix(text, "-"); ok {
		text = l.beforeNumber() + "−" + below
	}
	return text
}

// Score writes a pain or score of 0 to 10: whole, or with one decimal.
func (l *Language) Score(v float64) string {
	return strings.TrimRight(strings.TrimSuffix(l.Number(v, 1), "0"), ".,")
}

// Signed writes a number with its sign, + or −.
func (l *Language) Signed(v float64, decimals int) string {
	if v < 0 {
		return l.Number(v, decimals)
	}
	return l.beforeNumber() + "+" + l.Number(v, decimals)
}

// beforeNumber keeps a sign in front of its number where words run from right
// to left, as CLDR does.
func (l *Language) beforeNumber() string {
	if l.Dir == "rtl" {
		return "\u200e"
	}
	return ""
}

// apart keeps a number with its unit, or two numbers, in their order where
// words run from right to left (isolates of the Unicode bidirectional
// algorithm).
func (l *Language) apart(text string) string {
	if l.Dir == "rtl" {
		return "\u2066" + text + "\u2069"
	}
	return text
}

// Span writes two numbers, each written already, as from the one to the other:
// 20–44.
func (l *Language) Span(from, to string) string { return l.apart(from + "–" + to) }

// Percent writes a share of one as whole percent, with a space that does not
// break.
func (l *Language) Percent(share float64) string {
	return l.apart(l.Number(share*100, 0) + "\u00a0%")
}

// kPaPerKg is the pressure of one kilogram-force on a square centimetre, in kPa.
const kPaPerKg = 98.0665

// Pressure writes a pressure, given in kPa, in the units that the person chose.
func (l Locale) Pressure(kPa float64) string {
	if l.Units == KgPerCm2 {
		return l.apart(l.Number(kPa/kPaPerKg, 1) + "\u00a0kg/cm²")
	}
	return l.apart(l.Number(kPa, 0) + "\u00a0kPa")
}

// KPa reads a number in the person's units of pressure as kPa.
func (l Locale) KPa(v float64) float64 {
	if l.Units == KgPerCm2 {
		return v * kPaPerKg
	}
	return v
}

// straight are straight quotation marks around what was said.
var straight = regexp.MustCompile(`"([^"]*)"`)

// Quotes turns straight quotation marks, as the core and the log write them,
// into those of the language.
func (l *Language) Quotes(text string) string {
	if l.Code == "es" {
		return straight.ReplaceAllString(text, "«$1»")
	}
	return straight.ReplaceAllString(text, "“$1”")
}

// Capital begins a text with a large letter.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Small begins a text with a small letter, as behind a colon: "¿duele?". What is
// written in large letters stays.
func Small(s string) string {
	runes := []rune(s)
	at := 0
	for at < len(runes) && !unicode.IsLetter(runes[at]) {
		at++
	}
	if at+1 < len(runes) && !unicode.IsUpper(runes[at+1]) {
		runes[at] = unicode.ToLower(runes[at])
	}
	return string(runes)
}
