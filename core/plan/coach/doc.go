// Package coach turns an item of a plan into a session: timed steps that the
// terminal, the pages and the calendar guide in the same way. It also writes
// the scripts of self-tests and press-tests. Start at Guide and Tests.
package coach
