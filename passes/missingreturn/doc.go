// Package missingreturn reports handlers that go on after they answered an error.
package missingreturn

// Doc is the rule's documentation, as "respvet help missingreturn" prints it.
const Doc = `report handlers that go on after they answered an error`
