// Package archive is the file that exports and backups are kept in: a zip with
// a manifest of hashes as its last member, and around it, when asked for, the
// encryption of age (age-encryption.org/v1).
//
// Members carry no time and are written in the order they are created, so the
// same content gives the same bytes. Everything streams: neither writing nor
// reading holds more than a few kilobytes.
package archive
