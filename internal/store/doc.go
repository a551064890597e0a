// Package store keeps what people said, and is the only place with SQL. It
// runs on an embedded SQLite in one folder.
//
// Every table leads with the tenant, times are whole microseconds UTC, ids and
// documents are text: one schema that other SQL databases can carry too.
package store
