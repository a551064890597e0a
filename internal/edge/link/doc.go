// Package link answers at secret addresses, for whoever was given one: SMART
// Health Links, calendar feeds, and a sensor for break reminders. Nobody signs
// in here; what is behind a link ends with it.
package link
