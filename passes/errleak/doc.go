// Package errleak reports error text that reaches a client.
package errleak

// Doc is the rule's documentation, as "respvet help errleak" prints it.
const Doc = `report the text of internal errors that reaches a client`
