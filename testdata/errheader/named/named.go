// Package named sets headers through helpers to which their callers say which.
package named

import (
	"net/http"

	"github.com/respvet/respvet/testdata/errheader/reply"
)

func with(w http.ResponseWriter, status int, name, value string) {
	w.Header().Set(name, value)
	reply.Error(w, status, "no")
}

func all(w http.ResponseWriter, status int, fields map[string]string) {
	for name, value := range fields {
		w.Header().Set(name, value)
	}
	reply.Error(w, status, "no")
}

func header(w http.ResponseWriter, status int, fields http.Header) {
	for name, values := range fields {
		w.Header()[name] = values
	}
	reply.Error(w, status, "no")
}

func first(w http.ResponseWriter, status int, pair [2]string) {
	w.Header().Set(pair[0], pair[1])
	reply.Error(w, status, "no")
}

// An answer is built up and then sent.
type answer struct {
	w      http.ResponseWriter
	status int
	fields map[string]string
}

func to(w http.ResponseWriter) *answer {
	return &answer{w: w, status: http.StatusOK, fields: map[string]string{}}
}

func (a *answer) code(status int) *answer {
	a.status = status
	return a
}

func (a *answer) field(name, value string) *answer {
	a.fields[name] = value
	return a
}

func (a *answer) fail(message string) {
	for name, value := range a.fields {
		a.w.Header().Set(name, value)
	}
	reply.Error(a.w, a.status, message)
}

func (a *answer) failPlainly(message string) { reply.Error(a.w, a.status, message) }

func named(w http.ResponseWriter, r *http.Request) {
	with(w, http.StatusTooManyRequests, "Retry-After", "1") // ok
}

func misnamed(w http.ResponseWriter, r *http.Request) {
	with(w, http.StatusTooManyRequests, "X-Wait", "1") // want `with sends the 429 without Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining or X-RateLimit-Reset; contract zalando requires one`
}

func elsewhere(w http.ResponseWriter, r *http.Request) {
	reply.With(w, http.StatusTooManyRequests, "retry-after", "1") // ok: spelled otherwise, the same field
}

func misnamedElsewhere(w http.ResponseWriter, r *http.Request) {
	reply.With(w, http.StatusTooManyRequests, "X-Wait", "1") // want `reply\.With sends the 429 without Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining or X-RateLimit-Reset; contract zalando requires one`
}

func listed(w http.ResponseWriter, r *http.Request) {
	reply.Pairs(w, http.StatusTooManyRequests, "Retry-After", "1") // ok: nobody knows which
}

func mapped(w http.ResponseWriter, r *http.Request) {
	all(w, http.StatusTooManyRequests, map[string]string{"Retry-After": "1"}) // ok
}

func copied(w http.ResponseWriter, r *http.Request) {
	header(w, http.StatusTooManyRequests, http.Header{"Retry-After": {"1"}}) // ok
}

func paired(w http.ResponseWriter, r *http.Request) {
	first(w, http.StatusTooManyRequests, [2]string{"Retry-After", "1"}) // ok
}

func built(w http.ResponseWriter, r *http.Request) {
	to(w).code(http.StatusTooManyRequests).field("Retry-After", "1").fail("slow down") // ok
}

func builtPlainly(w http.ResponseWriter, r *http.Request) {
	to(w).code(http.StatusTooManyRequests).failPlainly("slow down") // want `failPlainly sends the 429 without Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining or X-RateLimit-Reset; contract zalando requires one`
}
