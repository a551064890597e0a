//go:build !js

package web

import (
	"net"
	"net/http"
	"strings"
)

// OwnHost answers only to this computer's own names. Without accounts a page
// elsewhere could give its name the address 127.0.0.1 and then read ours
// (DNS rebinding); browsers tell the name, so it can be refused.
func OwnHost(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = strings.Trim(r.Host, "[]")
		}
		host = strings.ToLower(host)
		if ip := net.ParseIP(host); host != "localhost" && !strings.HasSuffix(host, ".localhost") && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "Without accounts this answers only as 127.0.0.1 or localhost.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
