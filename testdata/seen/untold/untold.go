// Package untold has helpers that respond where they fail, and tell nobody.
package untold

import (
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"
)

type users interface {
	Refresh(token string) error
	Load(token string) (string, error)
}

// refresh responds where it fails.
func refresh(w http.ResponseWriter, u users, token string) {
	if err := u.Refresh(token); err != nil {
		http.Error(w, "the session has ended", http.StatusUnauthorized)
		return
	}
}

// note logs, whatever happens.
func note(w http.ResponseWriter, u users, token string) {
	if err := u.Refresh(token); err != nil {
		w.Header().Set("X-Stale", "1")
		return
	}
}

func showBad(u users) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		refresh(w, u, r.Header.Get("Token")) // want `handler continues after refresh, which may have sent 401: a second response is written at line \d+`
		name, err := u.Load(r.Header.Get("Token"))
		if err != nil {
			http.Error(w, "no such user", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]string{"name": name})
	}
}

func showGood(u users) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		note(w, u, r.Header.Get("Token"))
		name, err := u.Load(r.Header.Get("Token"))
		if err != nil {
			http.Error(w, "no such user", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]string{"name": name})
	}
}

// last is the last thing that its caller does.
func last(u users) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		refresh(w, u, r.Header.Get("Token"))
	}
}

// headed responds to HEAD by itself.
func headed(w http.ResponseWriter, r *http.Request, u users) {
	if r.Method != http.MethodHead {
		return
	}
	if u.Refresh("") != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

// askAgain leaves where headed may have responded.
func askAgain(u users) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		headed(w, r, u)
		if r.Method == http.MethodHead {
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

func checked(c *gin.Context, u users) {
	if u.Refresh(c.GetHeader("Token")) != nil {
		c.AbortWithStatusJSON(http.StatusUnauthorized, gin.H{"error": "the session has ended"})
	}
}

func pay(u users) gin.HandlerFunc {
	return func(c *gin.Context) {
		checked(c, u) // want `handler continues after checked, which may have sent 401: a second response is written at line \d+`
		c.JSON(http.StatusOK, gin.H{"paid": true})
	}
}

func payGood(u users) gin.HandlerFunc {
	return func(c *gin.Context) {
		checked(c, u)
		if c.IsAborted() {
			return
		}
		c.JSON(http.StatusOK, gin.H{"paid": true})
	}
}

// A visit keeps whether it was refused.
type visit struct {
	w       http.ResponseWriter
	refused bool
}

func (v *visit) check(u users) {
	if u.Refresh("") != nil {
		v.refused = true
		http.Error(v.w, "the session has ended", http.StatusUnauthorized)
	}
}

func visits(u users) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		v := &visit{w: w}
		v.check(u)
		v.greet()
	}
}

func (v *visit) greet() {
	if v.refused {
		return
	}
	v.w.WriteHeader(http.StatusNoContent)
}

// list says what has failed, and writes the nothing that is left.
func list(w http.ResponseWriter, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "no list", http.StatusInternalServerError) // ok: b is nil
	}
	w.Write(b)
}

// titled writes something beside it.
func titled(w http.ResponseWriter, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "no list", http.StatusInternalServerError) // want `handler continues after http\.Error sent 500: a second response is written at line \d+`
	}
	w.Write(append([]byte("list: "), b...))
}
