// Package gate refuses those who have no ticket.
package gate

import "net/http"

// Enter answers 401 where there is no ticket, and 429 where there are too many.
func Enter(w http.ResponseWriter, r *http.Request) bool {
	switch r.Header.Get("X-Ticket") {
	case "":
		http.Error(w, `{"error":"no ticket"}`, http.StatusUnauthorized)
		return false
	case "all":
		http.Error(w, `{"error":"too many"}`, http.StatusTooManyRequests)
		return false
	}
	return true
}
