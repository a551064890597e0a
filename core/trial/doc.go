// Package trial is an experiment of one person on themselves: two treatments in
// random blocks, so that habit, weather and the way pain wanders fall on both
// alike (n-of-1 trials: Kravitz & Duan 2014, AHRQ 13(14)-EHC122).
//
// The judgement is by randomisation: the order within each block was drawn, so
// under "no difference" each block could as well have been the other way round
// (Edgington & Onghena 2007, ISBN 9781584885894). That holds whatever the pain
// does by itself, also when today is like yesterday; no model of the
// autocorrelation is needed, and its size is told only for information.
package trial
