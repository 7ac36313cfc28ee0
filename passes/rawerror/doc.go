// Package rawerror reports error answers that are not the contract's kind of body.
package rawerror

// Doc is the rule's documentation, as "respvet help rawerror" prints it.
const Doc = `report error answers that are not the contract's kind of body`
