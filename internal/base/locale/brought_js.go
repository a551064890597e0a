package locale

// Catalogue is empty in a browser, which brings that of the language that the
// person reads.
func Catalogue(string) map[string]string { return nil }
