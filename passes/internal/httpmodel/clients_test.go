package httpmodel

import "testing"

// TestClients holds every row of the client libraries against the declaration of
// its API.
func TestClients(t *testing.T) { resolve(t, frameworksDir, clients()) }
