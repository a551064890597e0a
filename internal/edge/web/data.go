//go:build !js

package web

import "net/http"

// forget deletes one kept answer.
func (s *Site) forget(r *http.Request) (view, error) {
	if _, err := s.practice.Forget(r.Context(), tenantOf(r), r.PathValue("id")); err != nil {
		return view{}, err
	}
	return view{to: "/data"}, nil
}

// mostKept is how many kept answers the data page lists.
const mostKept = 100

// data lists what is kept, and offers to delete it.
func (s *Site) data(r *http.Request) (view, error) {
	list, err := s.practice.Recent(r.Context(), tenantOf(r), mostKept)
	if err != nil {
		return view{}, err
	}
	return view{title: "Your data", body: dataPage(list, s.accounts != nil)}, nil
}

// forgetAll deletes everything and says so.
func (s *Site) forgetAll(r *http.Request) (view, error) {
	receipt, err := s.practice.ForgetAll(r.Context(), tenantOf(r))
	if err != nil {
		return view{}, err
	}
	what := trn(r.Context(), int(receipt.Rows), "%d record was deleted. It is gone from the database. Copies that you made yourself are not touched.",
		"%d records were deleted. They are gone from the database. Copies that you made yourself are not touched.")
	return view{title: "Deleted", body: receiptPage(what, receipt)}, nil
}
