// Package mcp lets assistants ask by the Model Context Protocol: the same calls
// as the JSON API, behind the same gate, with citations to quote.
package mcp
