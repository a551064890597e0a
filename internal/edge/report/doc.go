// Package report prints the report of an episode: one A4 page that a busy
// person reads in a minute, and an appendix. As PDF and as a page to print.
package report
