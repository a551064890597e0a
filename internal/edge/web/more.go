//go:build !js

package web

import "net/http"

// moreTiles are the rooms behind More, in groups. A page that is no tab of its
// own is named here.
var moreTiles = []struct {
	Name  string
	Tiles []tile
}{
	{msg("Day by day"), []tile{
		{"/prevent", msg("Keep well"), msg("Desk, breaks, habits and sleep")},
		{"/balance", msg("Balance"), msg("Posture, length and strength, side by side")},
		{"/cards", msg("Cards"), msg("What others may do: needles, massage, medicine")},
	}},
	{msg("Understand"), []tile{
		{"/lab", msg("Knot lab"), msg("Play with a model of a knot")},
		{"/trial", msg("A trial of your own"), msg("Two treatments against each other, by lot")},
		{"/about", msg("What this is"), msg("And what it is not")},
	}},
	{msg("Yours"), []tile{
		{"/report", msg("Report"), msg("A page for a doctor or a therapist")},
		{"/data", msg("Your data"), msg("Take it out, bring it in, delete it")},
		{"/settings", msg("Settings"), msg("Figure, units, language, look, reminders")},
	}},
}

func (s *Site) more(r *http.Request) (view, error) {
	return view{title: "More", body: morePage(s.accounts != nil)}, nil
}
