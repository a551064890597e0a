// Package web serves the pages. A page is a handler, a template and a test of
// one name. Everything works without JavaScript; forms are posted, so that no
// health data ever stands in an address or a log.
package web
