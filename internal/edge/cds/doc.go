// Package cds answers record systems by CDS Hooks 2.0 (https://cds-hooks.hl7.org/2.0):
// what a person chose to share with a clinician, as cards beside the record.
// Without that person's consent there is no card, and no word on whether the
// person is known here.
package cds
