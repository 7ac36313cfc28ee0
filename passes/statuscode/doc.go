// Package statuscode reports statuses that the contract does not document.
package statuscode

// Doc is the rule's documentation, as "respvet help statuscode" prints it.
const Doc = `report statuses that the API's contract does not document`
