// Command demo shows how the package is used.
package main

import "net/http"

func serve(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(600) // ok: an example has no clients
}

func main() { http.HandleFunc("/", serve) }
