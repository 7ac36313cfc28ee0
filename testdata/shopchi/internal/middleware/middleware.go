// Package middleware is what every request passes before a handler sees it.
package middleware

import (
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"
	"github.com/respvet/respvet/testdata/shopchi/internal/problem"
)

// Recover answers for handlers that panicked.
func Recover(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(v)
			}
			slog.ErrorContext(r.Context(), "panic", "value", fmt.Sprint(v)) // ok: the log
			problem.Error(w, r, http.StatusInternalServerError, "something went wrong on our side")
		}()
		next.ServeHTTP(w, r)
	})
}

// RecoverEditors is Recover for editors, who like to know.
func RecoverEditors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if v := recover(); v != nil {
				problem.Error(w, r, http.StatusInternalServerError, fmt.Sprintf("the page failed: %v", v)) // BAD(errleak/panic): what the handler panicked with
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// Auth lets a request through that carries the token.
func Auth(token string) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
			if !ok {
				w.Header().Set("WWW-Authenticate", "Bearer")
				problem.Error(w, r, http.StatusUnauthorized, "the bearer token is missing") // ok
				return
			}
			if subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
				problem.Error(w, r, http.StatusUnauthorized, "this token is not valid here") // BAD(errheader): a 401 without WWW-Authenticate
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// Locale refuses languages that the catalogue does not speak.
func Locale(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if lang := r.Header.Get("Accept-Language"); lang == "tlh" {
			http.Error(w, "no Klingon here", http.StatusNotAcceptable) // BAD(rawerror): text/plain where the contract has a problem
			return
		}
		next.ServeHTTP(w, r)
	})
}

// NotAllowed answers for methods that a route does not take.
func NotAllowed(routes chi.Routes) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for _, m := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodDelete} {
			if routes.Match(chi.NewRouteContext(), m, r.URL.Path) {
				w.Header().Add("Allow", m)
			}
		}
		problem.Error(w, r, http.StatusMethodNotAllowed, "this route does not take "+r.Method) // ok: Allow is set where there is something to allow
	}
}
