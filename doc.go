// Package unknot holds the words of the product: the nouns that every other
// room speaks, and nothing else. It imports only the standard library.
//
//	cell      smallest marked area of skin; has a side, a zone, an area in cm²
//	zone      named pain area, a set of cells
//	drawing   pain intensity 0-10 (and quality, timing) on cells
//	muscle    a muscle part that can carry a trigger point
//	site      usual place of a trigger point in a muscle
//	referral  soft map muscle → zones: primary, spill-over
//	state     of a site: none, latent, active, quiet
//	finding   one answer or measurement: asked, self-tested or examined
//	danger    a finding or combination that raises the level of care
//	level     emergency, same_day, soon, routine, self_care
//	look-alike a cause other than a knot
//	claim     a statement with source, grade, dissent
//	plan      what to do; item, one line of it; session, one time done
//	episode   one complaint from start to quiet; entries belong to it
//
// Start reading at internal/care/assess.go: the way of one request.
package unknot
