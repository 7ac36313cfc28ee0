// Package lateheader
package lateheader

// Doc is the rule's documentation.
const Doc = `report headers and statuses that are set when the answer has begun

x`
