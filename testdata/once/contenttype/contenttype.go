// Command contenttype labels none of its responses.
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
	_ = json.NewEncoder(w).Encode(answer{Status: "a"}) // want `6 responses of this package send JSON without a Content-Type: clients get text/plain; -contenttype\.each lists them`
}

func b(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(answer{Status: "b"})
}

func c(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(answer{Status: "c"})
}

func d(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(answer{Status: "d"})
}

func e(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(answer{Status: "e"})
}

func f(w http.ResponseWriter, r *http.Request) {
	_ = json.NewEncoder(w).Encode(answer{Status: "f"})
}
