// Command statuscode says in each body what has happened.
package main

import (
	"encoding/json"
	"net/http"
)

type answer struct {
	Status string `json:"status"`
	Error  string `json:"error,omitempty"`
}

func main() {
	http.HandleFunc("/a", a)
	http.HandleFunc("/b", b)
	http.HandleFunc("/c", c)
	http.HandleFunc("/d", d)
	http.HandleFunc("/e", e)
	http.HandleFunc("/f", f)
	_ = http.ListenAndServe(":8080", nil)
}

func a(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.FormValue("id") == "" {
		_ = json.NewEncoder(w).Encode(answer{Status: "failed", Error: "an id is wanted"}) // want `6 successes of this package have an error in their body: clients treat them as successes; -statuscode\.each lists them`
		return
	}
	_ = json.NewEncoder(w).Encode(answer{Status: "a"})
}

func b(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.FormValue("id") == "" {
		_ = json.NewEncoder(w).Encode(answer{Status: "failed", Error: "an id is wanted"})
		return
	}
	_ = json.NewEncoder(w).Encode(answer{Status: "b"})
}

func c(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.FormValue("id") == "" {
		_ = json.NewEncoder(w).Encode(answer{Status: "failed", Error: "an id is wanted"})
		return
	}
	_ = json.NewEncoder(w).Encode(answer{Status: "c"})
}

func d(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.FormValue("id") == "" {
		_ = json.NewEncoder(w).Encode(answer{Status: "failed", Error: "an id is wanted"})
		return
	}
	_ = json.NewEncoder(w).Encode(answer{Status: "d"})
}

func e(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.FormValue("id") == "" {
		_ = json.NewEncoder(w).Encode(answer{Status: "failed", Error: "an id is wanted"})
		return
	}
	_ = json.NewEncoder(w).Encode(answer{Status: "e"})
}

func f(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.FormValue("id") == "" {
		_ = json.NewEncoder(w).Encode(answer{Status: "failed", Error: "an id is wanted"})
		return
	}
	_ = json.NewEncoder(w).Encode(answer{Status: "f"})
}
