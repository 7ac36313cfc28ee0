// Package labelled has checks that refuse requests with JSON, and handlers that go on with text.
package labelled

import (
	"encoding/json"
	"net/http"
	"slices"
)

func refuse(w http.ResponseWriter, status int, why string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": why})
}

func say(w http.ResponseWriter, status int, text string) {
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n"))
}

// known refuses with JSON, and then says so.
func known(w http.ResponseWriter, r *http.Request) bool {
	if r.FormValue("customer") != "" {
		return true
	}
	refuse(w, http.StatusUnauthorized, "who are you?")
	return false
}

func allowed(w http.ResponseWriter, r *http.Request, methods ...string) bool {
	if slices.Contains(methods, r.Method) {
		return true
	}
	refuse(w, http.StatusMethodNotAllowed, "not like that")
	return false
}

func both(w http.ResponseWriter, r *http.Request) bool {
	return allowed(w, r, http.MethodPost) && known(w, r)
}

// order is reached by those who are known: nothing has been set for them.
func order(w http.ResponseWriter, r *http.Request) {
	if !known(w, r) {
		return
	}
	if r.FormValue("item") == "" {
		say(w, http.StatusBadRequest, "which item?") // want `say sends the 400 as text/plain`
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode("ordered")
}

// pay has two checks in one.
func pay(w http.ResponseWriter, r *http.Request) {
	if !both(w, r) {
		return
	}
	if r.FormValue("sum") == "" {
		say(w, http.StatusBadRequest, "how much?") // want `say sends the 400 as text/plain`
		return
	}
	refuse(w, http.StatusPaymentRequired, "not enough")
}

// label has set the type for all that follows.
func label(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if r.FormValue("item") == "" {
		say(w, http.StatusBadRequest, "which item?") // want `say sends the 400 as plain text labelled application/json`
		return
	}
	_ = json.NewEncoder(w).Encode("labelled")
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/order", order)
	mux.HandleFunc("/pay", pay)
	mux.HandleFunc("/label", label)
}
