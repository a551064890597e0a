package store

// DB is the pocket where the program runs in a browser, which has no database
// that it could speak to.
type DB = Pocket
