package posterior

type question struct{}
type lists struct{ ready bool }
