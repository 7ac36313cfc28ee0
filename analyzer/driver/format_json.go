package driver

import (
	"encoding/json"
	"io"
)

// writeJSON prints findings as one array, which is empty if there are none.
func writeJSON(w io.Writer, findings []finding) error {
	if findings == nil {
		findings = []finding{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "\t")
	return enc.Encode(findings)
}
