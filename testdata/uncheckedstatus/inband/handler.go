package inband

import (
	"encoding/json"
	"net/http"
	"net/url"
)

// A verdict says in the body whether a challenge was met.
type verdict struct {
	Success bool   `json:"success"`
	Host    string `json:"hostname"`
}

// challenged lets a request pass whose challenge was met.
func challenged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.PostForm("https://challenges.example.com/verify", url.Values{"response": {r.FormValue("response")}}) // ok
		if err != nil {
			http.Error(w, "no verdict", http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		var v verdict
		if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
			http.Error(w, "no verdict", http.StatusBadGateway)
			return
		}
		if !v.Success {
			http.Error(w, "the challenge was not met", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// named looks at nothing that the body says.
func named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		resp, err := http.PostForm("https://challenges.example.com/verify", url.Values{"response": {r.FormValue("response")}}) // want `the response status of http.PostForm is never checked`
		if err != nil {
			http.Error(w, "no verdict", http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		var v verdict
		if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
			http.Error(w, "no verdict", http.StatusBadGateway)
			return
		}
		if r.Method == http.MethodPost {
			http.Error(w, v.Host, http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// login returns no address where the service says that it has none.
func login(u string) (address, state string) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return "", "state"
	}
	defer resp.Body.Close()
	var v struct {
		Code int
		URL  string
	}
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return "", "state"
	}
	if v.Code != 0 {
		return "", "state"
	}
	return v.URL, "state"
}

// loginAnyway returns one either way.
func loginAnyway(u string) (address, state string) {
	resp, err := http.Get(u) // want `the response status of http.Get is never checked`
	if err != nil {
		return "", "state"
	}
	defer resp.Body.Close()
	var v struct {
		Code int
		URL  string
	}
	if err := json.NewDecoder(resp.Body).Decode(&v); err != nil {
		return "", "state"
	}
	if v.Code != 0 {
		return v.URL, "strange"
	}
	return v.URL, "state"
}
