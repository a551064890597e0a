package web

import (
	"context"
	"path"
	"time"

	"github.com/unknot/unknot/internal/base/locale"
)

// tr says an English text in the language of the reader; args fill its verbs.
// The text must be written out where tr is called, or marked with msg, so that
// a test can find it and ask for its translation.
func tr(ctx context.Context, text string, args ...any) string {
	return locale.Joined(locale.From(ctx).Text(text, args...))
}

// trn says a text about n things. Both forms take n first: "%d day", "%d days".
func trn(ctx context.Context, n int, one, other string, args ...any) string {
	return locale.Joined(locale.From(ctx).Plural(n, one, other, args...))
}

// msg marks a text of a table that tr says later.
func msg(text string) string { return text }

// know says a text of the knowledge, for attributes; known marks what has no
// translation yet as English.
func know(ctx context.Context, text string) string {
	return locale.Joined(locale.From(ctx).Text(text))
}

// viewName names a view of the body.
func viewName(ctx context.Context, name string) string { return locale.From(ctx).In("view", name) }

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

// span writes two numbers as from the one to the other: 20–44.
func span(ctx context.Context, from, to float64, decimals int) string {
	return locale.From(ctx).Span(number(ctx, from, decimals), number(ctx, to, decimals))
}

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
