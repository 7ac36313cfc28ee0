package lists

import (
	"encoding/json"
	"net/http"
	"os"
)

// warned puts a list into the body only where it has something in it.
func warned(w http.ResponseWriter, r *http.Request) {
	var failed []string
	for _, name := range r.URL.Query()["name"] {
		if os.Remove(name) != nil {
			failed = append(failed, name)
		}
	}
	body := map[string]any{"message": "removed"}
	if len(failed) > 0 {
		body["warnings"] = failed // ok
	}
	_ = json.NewEncoder(w).Encode(body)
}

// warnedAlways differs in the condition.
func warnedAlways(w http.ResponseWriter, r *http.Request) {
	var failed []string // want `failed is encoded as "warnings": null when nothing is appended`
	for _, name := range r.URL.Query()["name"] {
		if os.Remove(name) != nil {
			failed = append(failed, name)
		}
	}
	body := map[string]any{"message": "removed"}
	if r.FormValue("verbose") != "" {
		body["warnings"] = failed
	}
	_ = json.NewEncoder(w).Encode(body)
}

type removal struct {
	Message  string   `json:"message"`
	Warnings []string `json:"warnings"`
	Extra    any      `json:"extra"`
}

// warnedIn does so with a struct: without warnings the member is null all the same.
func warnedIn(w http.ResponseWriter, r *http.Request) {
	var failed []string
	for _, name := range r.URL.Query()["name"] {
		if os.Remove(name) != nil {
			failed = append(failed, name)
		}
	}
	body := removal{Message: "removed", Warnings: []string{}}
	if failed != nil {
		body.Extra = failed // ok
	}
	_ = json.NewEncoder(w).Encode(body)
}

// later looks at the list behind the place where it is put in.
func later(w http.ResponseWriter, r *http.Request) {
	var found []string
	for _, name := range r.URL.Query()["name"] {
		if _, err := os.Stat(name); err == nil {
			found = append(found, name)
		}
	}
	body := map[string]any{"found": found} // ok: nothing is sent without one
	if len(found) == 0 {
		http.NotFound(w, r)
		return
	}
	_ = json.NewEncoder(w).Encode(body)
}
