// Package client talks to the JSON API of a running unknot, and holds the
// types of everything that goes over the wire. The server describes itself
// with the same types, so that both cannot drift apart.
//
//	c := client.New("http://127.0.0.1:8765")
//	a, err := c.Assess(ctx, client.Case{Drawing: client.Drawing{Places: []client.Place{{Words: "right temple", Intensity: client.Number(5)}}}})
package client
