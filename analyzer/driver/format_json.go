package driver

import (
	"encoding/json"
	"io"
)

// writeJSON prints findings as one array, which is empty if there are none.
func writeJSON(w io.Writer, findings []finding, _ *sources, _ display) error {
	if findings == nil {
		findings = []finding{}
	}
	return encode(w, findings, "\t")
}

// encode writes JSON that may stand in a page of HTML: "<" and the like are escaped.
func encode(w io.Writer, v any, indent string) error {
	enc := json.NewEncoder(w)
	enc.SetIndent("", indent)
	return enc.Encode(v)
}
