// Package ics writes a plan as an iCalendar file (RFC 5545): sessions, breaks
// and the review date, in the person's own time zone.
package ics
