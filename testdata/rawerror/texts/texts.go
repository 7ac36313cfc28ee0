// Package texts answers nothing but text, and reads none of what its clients send: no
// API that speaks JSON.
package texts

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
)

// A Diary keeps pages.
type Diary struct{ dir string }

// Page keeps and shows a page.
func (d *Diary) Page(w http.ResponseWriter, r *http.Request) {
	name := d.dir + r.PathValue("page")
	switch r.Method {
	case http.MethodGet:
		page, err := os.ReadFile(name)
		if err != nil {
			http.Error(w, "no such page", http.StatusNotFound) // ok: a page of text otherwise
			return
		}
		w.Write(page)
	case http.MethodPut:
		page, err := io.ReadAll(r.Body)
		if err != nil || os.WriteFile(name, page, 0o600) != nil {
			http.Error(w, "cannot keep the page", http.StatusInternalServerError) // ok
		}
	default:
		http.Error(w, "only GET and PUT", http.StatusMethodNotAllowed) // ok
	}
}

// Delete answers nothing else.
func (d *Diary) Delete(w http.ResponseWriter, r *http.Request) {
	if err := os.Remove(d.dir + r.PathValue("page")); err != nil {
		http.Error(w, "no such page", http.StatusNotFound) // ok: nothing here speaks JSON
	}
}

// Guard is a middleware for whatever there is.
func Guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			http.Error(w, "who are you?", http.StatusUnauthorized) // ok
			return
		}
		next.ServeHTTP(w, r)
	})
}

// Load reads JSON that no client has sent.
func Load(name string) (d Diary, err error) {
	data, err := os.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(data, &d)
	}
	return d, err
}
