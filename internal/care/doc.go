// Package care holds the use cases, one file each. Every face (web, CLI, API)
// translates and calls them; none decides anything by itself.
package care
