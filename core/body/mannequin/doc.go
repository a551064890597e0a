// Package mannequin is the body that every picture, cell and area comes from: one
// parametric figure in three dimensions. Segments are lofted over horizontal
// cross-sections and joined smoothly; muscles and bones show as swellings and
// hollows. Parameter sets make the neutral, female and male figure.
//
// Lengths are thousandths of stature. Each half is modelled once: x runs from
// the midline outwards, v down from the top of the head (0) to the floor (1000),
// z forwards. The figure stands upright, arms a little away from the body,
// palms forward.
package mannequin
