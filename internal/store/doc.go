// Package store keeps what people said, and is the only place with SQL. It
// runs on an embedded SQLite in one folder, or on PostgreSQL, with one text of
// SQL for both; storetest proves that both behave alike.
//
// Every table leads with the tenant, times are whole microseconds UTC, ids and
// documents are text: a schema that other PostgreSQL-like databases carry too.
package store
