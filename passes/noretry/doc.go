// Package noretry x.
package noretry

const Doc = `report requests x

y`
