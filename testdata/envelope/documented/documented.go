// Package documented answers with the bodies that a document describes, and with
// others. No contract is chosen.
package documented

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"
	"github.com/respvet/respvet/testdata/envelope/documented/reply"
)

// New makes the service's handler.
func New() http.Handler {
	r := chi.NewRouter()
	r.Route("/v2", func(r chi.Router) {
		r.Get("/books/{isbn}", show)
		r.Delete("/books/{isbn}", drop)
		r.Post("/loans", shelf{}.register)
		r.HandleFunc("/returns", back)
		r.Get("/magazines/{issn}", magazine)
	})
	return r
}

type unnamed struct {
	Code    string `json:"code"`
	Message string `json:"msg"`
}

type sparse struct {
	Code    string `json:"code"`
	Message string `json:"message,omitempty"`
}

// custom writes itself.
type custom struct{ reply.Fault }

// MarshalJSON writes what the document describes.
func (c custom) MarshalJSON() ([]byte, error) { return json.Marshal(c.Fault) }

func show(w http.ResponseWriter, r *http.Request) {
	isbn := r.PathValue("isbn")
	fail := func(status int, code, text string) {
		reply.JSON(w, status, map[string]string{"code": code, "text": text})
	}
	switch isbn {
	case "fits":
		reply.JSON(w, http.StatusNotFound, reply.Fault{Code: "missing", Message: isbn}) // ok
	case "misnamed":
		reply.JSON(w, http.StatusNotFound, unnamed{"missing", isbn}) // want `reply\.JSON sends a 404 body in which "msg" should be named "message"; see operation one-book in .*openapi\.yaml:61 \(envelope\)`
	case "left out":
		reply.JSON(w, http.StatusNotFound, sparse{"missing", isbn}) // want `reply\.JSON sends a 404 body in which "message" may be omitted \(omitempty\); see operation one-book in .*openapi\.yaml:61`
	case "missing":
		reply.JSON(w, http.StatusNotFound, map[string]string{"code": "missing"}) // want `reply\.JSON sends a 404 body in which "message" is missing; see operation one-book in .*openapi\.yaml:61`
	case "mistyped":
		reply.JSON(w, http.StatusNotFound, map[string]any{"code": "missing", "message": []string{isbn}}) // want `"message" is an array, not a string`
	case "another value":
		reply.JSON(w, http.StatusNotFound, map[string]any{"code": "lost", "message": isbn}) // want `"code" is "lost", not "gone" or "missing"`
	case "one too many":
		reply.JSON(w, http.StatusNotFound, map[string]any{"code": "gone", "message": isbn, "isbn": isbn}) // want `reply\.JSON sends a 404 body in which "isbn" is not allowed; see operation one-book in .*openapi\.yaml:61`
	case "null where that is allowed":
		reply.JSON(w, http.StatusNotFound, map[string]any{"code": "gone", "message": isbn, "detail": nil}) // ok
	case "another type where null is allowed":
		reply.JSON(w, http.StatusNotFound, map[string]any{"code": "gone", "message": isbn, "detail": 1}) // want `"detail" is an integer, not a string or null`
	case "a list":
		reply.JSON(w, http.StatusNotFound, []reply.Fault{{Code: "gone"}}) // want `reply\.JSON sends a 404 body in which the top level is an array, not an object; see operation one-book in .*openapi\.yaml:61 \(envelope\)`
	case "by itself":
		reply.JSON(w, http.StatusNotFound, custom{}) // ok: who knows
	case "by the caller's caller":
		reply.JSON(w, http.StatusNotFound, any(r.Context().Value("fault"))) // ok: who knows
	case "a status with two media types":
		reply.JSON(w, http.StatusNotAcceptable, map[string]string{"text": isbn}) // ok: which one is the client's to say
	case "a status without a schema":
		reply.JSON(w, http.StatusGone, map[string]string{"text": isbn}) // ok
	case "a status with a schema that says too little":
		reply.JSON(w, http.StatusTeapot, map[string]string{"text": isbn}) // ok
	case "a status that is not documented":
		reply.JSON(w, http.StatusConflict, map[string]string{"text": isbn}) // ok: statuscode's
	case "one of two statuses":
		status := http.StatusNotFound
		if r.ContentLength > 0 {
			status = http.StatusGone
		}
		reply.JSON(w, status, map[string]string{"text": isbn}) // ok: 410 has no schema
	case "a helper with the body":
		reply.Error(w, http.StatusNotFound, isbn) // want `reply\.Error sends a 404 body in which "code" is missing, and "message" is missing, and "error" is not allowed; see operation one-book in .*openapi\.yaml:61`
	case "a helper with all":
		reply.Missing(w) // want `reply\.Missing sends a 404 body in which "code" is missing, and "message" is missing, and "text" is not allowed; see operation one-book in .*openapi\.yaml:61`
	case "a builder that fits":
		reply.To(w).Say(isbn).Send(http.StatusNotFound, "gone") // ok
	case "a builder with another value":
		reply.To(w).Say(isbn).Send(http.StatusNotFound, "lost") // want `"code" is "lost", not "gone" or "missing"`
	case "a closure":
		fail(http.StatusNotFound, "gone", isbn) // want `fail sends a 404 body in which "message" is missing, and "text" is not allowed; see operation one-book in .*openapi\.yaml:61`
	case "a closure that decides all":
		burnt := func() {
			reply.JSON(w, http.StatusNotFound, map[string]string{"code": "gone"}) // want `reply\.JSON sends a 404 body in which "message" is missing; see operation one-book in .*openapi\.yaml:61`
		}
		burnt() // ok: reported in the closure
	case "a helper of this package":
		missing(w) // want `missing sends a 404 body in which "message" is missing; see operation one-book in .*openapi\.yaml:61`
	case "head and body apart":
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		json.NewEncoder(w).Encode(map[string]string{"code": "gone", "msg": isbn}) // want `\(\*json\.Encoder\)\.Encode sends a 404 body in which "msg" should be named "message"; see operation one-book in .*openapi\.yaml:61 \(envelope\)`
	default:
		reply.JSON(w, http.StatusOK, map[string]string{"text": isbn}) // ok: no error
	}
}

func missing(w http.ResponseWriter) {
	reply.JSON(w, http.StatusNotFound, map[string]string{"code": "missing"}) // ok: no operation's own
}

// The operation has no name, and one response for all that goes wrong: not for what
// does not.
func drop(w http.ResponseWriter, r *http.Request) {
	switch r.ContentLength {
	case 0:
		reply.JSON(w, http.StatusConflict, map[string]any{"title": "lent", "status": 409}) // ok
	case 1:
		reply.JSON(w, http.StatusConflict, map[string]any{"title": "lent"}) // want `reply\.JSON sends a 409 body in which "status" is missing; see DELETE /v2/books/\{isbn\} in .*openapi\.yaml:71`
	case 2:
		reply.JSON(w, http.StatusOK, map[string]any{"text": "dropped"}) // ok
	}
}

type shelf struct{}

type mistake struct {
	Field string `json:"field"`
}

type nameless struct {
	Where int `json:"where"`
}

type mistakes[T any] struct {
	Errors []T    `json:"errors"`
	Trace  string `json:"x-trace"`
}

func refuse[T any](w http.ResponseWriter, list ...T) {
	reply.JSON(w, http.StatusBadRequest, mistakes[T]{Errors: list})
}

func (s shelf) register(w http.ResponseWriter, r *http.Request) {
	switch r.ContentLength {
	case 0:
		refuse(w, mistake{"isbn"}) // ok
	case 1:
		refuse(w, nameless{1}) // want `refuse sends a 400 body in which "errors\[\]\.field" is missing; see operation lend in .*openapi\.yaml:79`
	case 2:
		reply.JSON(w, http.StatusInternalServerError, mistakes[mistake]{}) // want `reply\.JSON sends a 500 body in which "code" is missing, and "message" is missing, and "errors" is not allowed, and "x-trace" is not allowed; see operation lend in .*openapi\.yaml:61`
	}
}

// Two operations: which one is answered depends on the method.
func back(w http.ResponseWriter, r *http.Request) {
	switch r.ContentLength {
	case 0:
		reply.JSON(w, http.StatusBadRequest, map[string]any{"code": "gone", "message": "no book"}) // ok
	case 1:
		reply.JSON(w, http.StatusBadRequest, map[string]any{"title": "no book", "status": 400}) // ok
	case 2:
		reply.JSON(w, http.StatusBadRequest, map[string]any{"code": "gone", "reason": "no book"}) // want `reply\.JSON sends a 400 body in which "message" is missing, and "reason" is not allowed; see operation giveBack in .*openapi\.yaml:61`
	}
}

// The document has no such operation.
func magazine(w http.ResponseWriter, r *http.Request) {
	reply.JSON(w, http.StatusNotFound, unnamed{"missing", r.PathValue("issn")}) // ok
}
