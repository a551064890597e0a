//go:build !js

package web

import (
	"net/http"

	"github.com/unknot/unknot/internal/care"
)

type accountKey struct{}

// accountOf returns who has signed in; the zero Account without accounts.
func accountOf(r *http.Request) care.Account {
	a, _ := r.Context().Value(accountKey{}).(care.Account)
	return a
}

// tenantOf says whose records a request is about. Every page asks it.
func tenantOf(r *http.Request) string {
	if a := accountOf(r); a.Tenant != "" {
		return a.Tenant
	}
	return care.Home
}
