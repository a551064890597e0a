// Package locale says texts in the language of a person, and writes dates,
// numbers and units the way that person reads them.
//
// The English text itself is the key of the catalogue, so code reads as the
// page does, and a text without a translation still says something. One JSON
// file per language lies beside this file; adding a language is adding a file
// and a row in languages.
package locale
