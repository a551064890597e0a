package web

import "net/http"

// surely asks once more before an answer is deleted.
func (s *Site) surely(r *http.Request) (view, error) {
	kept, err := s.practice.Kept(r.Context(), tenantOf(r), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	return view{title: "Delete this answer?", body: surePage(sure{
		Title:  tr(r.Context(), "Delete this answer?"),
		What:   capital(know(r.Context(), kept.Words)) + ", " + dateTime(r.Context(), kept.When),
		Says:   tr(r.Context(), "It goes with its plan and the diary that belongs to it, for good. This cannot be undone."),
		Action: "/answer/" + kept.ID + "/delete", Back: "/answer/" + kept.ID,
		Button: tr(r.Context(), "Delete this answer"),
	})}, nil
}

// surelyAll asks once more before everything is deleted.
func (s *Site) surelyAll(r *http.Request) (view, error) {
	return view{title: "Delete everything?", body: surePage(sure{
		Title:  tr(r.Context(), "Delete everything?"),
		Says:   tr(r.Context(), "This takes all answers and the whole diary away for good. It cannot be undone."),
		Action: "/data/delete", Back: "/data",
		Button: tr(r.Context(), "Delete everything"),
	})}, nil
}
