// Package implied is judged with -statuscode.implied.
package implied

import "net/http"

func see(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "redirect":
		http.Redirect(w, r, "/", http.StatusSeeOther) // want `http\.Redirect sends 303 See Other, which contract wpp does not document \(statuscode/undocumented\)`
	case "own":
		w.WriteHeader(http.StatusFound) // want `WriteHeader sends 302 Found, which contract wpp does not document \(statuscode/undocumented\)`
	case "informational":
		w.WriteHeader(http.StatusEarlyHints) // ok: not the answer
	}
}
