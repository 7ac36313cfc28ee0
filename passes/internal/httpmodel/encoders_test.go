package httpmodel

import "testing"

// TestJSONEncoders holds the tables against the libraries.
func TestJSONEncoders(t *testing.T) { resolve(t, frameworksDir, jsonEncoders()) }
