// Package sarif keeps the library in the module whose copy of the SARIF schema
// the reports are held against.
package sarif

import _ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
