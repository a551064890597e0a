package web

import "net/http"

// surely asks once more before an answer is deleted.
func (s *Site) surely(r *http.Request) (view, error) {
	kept, err := s.practice.Kept(r.Context(), tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	return sure{
		Title: msg("Delete this answer?"), Button: msg("Delete this answer"),
		What: capital(know(r.Context(), kept.Words)) + ", " + dateTime(r.Context(), kept.When),
		Says: msg("It goes with its plan and the diary that belongs to it, for good. This cannot be undone."),
		Back: "/answer/" + kept.ID,
	}.view(), nil
}

// surelyAll asks once more before everything is deleted.
func (s *Site) surelyAll(*http.Request) (view, error) {
	return sure{
		Title: msg("Delete everything?"), Button: msg("Delete everything"),
		Says: msg("This takes all answers and the whole diary away for good. It cannot be undone."),
		Back: "/data",
	}.view(), nil
}

func (q sure) view() view { return view{title: q.Title, body: surePage(q)} }
