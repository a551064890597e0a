// Package api serves the JSON API under /api/v1, its description at
// /openapi.json and a page that explains it. It translates and calls care.
package api
