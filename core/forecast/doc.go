// Package forecast says how pain may go on, from a diary: bands with and
// without the plan, the chance of being quiet by a day, of coming back, and
// whether it goes as such pain usually goes.
//
// Two explanations are run side by side and weighed by how well each foretold
// the diary so far (dynamic model averaging, Raftery 2010,
// doi:10.1198/TECH.2009.08104): the natural course of such pain with a modest
// effect of care, and the tissue model of package knot. Each is a cloud of
// particles with personal numbers (bootstrap filter, Gordon 1993,
// doi:10.1049/ip-f-2.1993.0015; shrinkage of Liu & West 2001,
// doi:10.1007/978-1-4757-3437-9_10) and a slowly wandering rest that neither
// explains. Two simple rules stand beside every forecast: tomorrow is as
// today, and tomorrow is as the smoothed diary.
//
// Pain is NRS 0-10; days count from the first day of the diary; day 0 of a
// course is the first day after the diary. The same input and seed give the
// same bytes on every machine.
package forecast
