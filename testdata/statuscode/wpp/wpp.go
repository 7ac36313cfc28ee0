// Package wpp is held against the contract wpp, as a backend.
package wpp

import (
	"net/http"

	"github.com/respvet/respvet/testdata/statuscode/wpp/reply"
)

const invalid = http.StatusUnprocessableEntity

// A Shop has handlers for methods.
type Shop struct{ strict bool }

func (s *Shop) put(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "preferred":
		reply.Error(w, http.StatusUnprocessableEntity, "no such size") // want `reply\.Error sends 422 Unprocessable Entity, which contract wpp does not document \(statuscode/undocumented\)`
	case "documented":
		reply.Error(w, http.StatusBadRequest, "no such size") // ok
	case "number":
		reply.Error(w, 409, "taken") // want `reply\.Error sends 409 Conflict, which contract wpp does not document \(statuscode/undocumented\)`
	case "unregistered":
		reply.Error(w, 499, "too late") // want `reply\.Error sends 499, which contract wpp does not document \(statuscode/undocumented\)`
	case "constant":
		reply.Error(w, invalid, "no such size") // want `reply.Error sends 422 .* \(statuscode/undocumented\)`
	case "computed":
		reply.Error(w, http.StatusBadRequest+22, "no such size") // want `reply.Error sends 422 .* \(statuscode/undocumented\)`
	case "role":
		reply.Error(w, http.StatusTooManyRequests, "slow down") // want `reply\.Error sends 429 Too Many Requests; contract wpp reserves it for the gateway, not the backend \(statuscode/role\)`
	case "both roles":
		reply.Error(w, http.StatusGatewayTimeout, "try again") // ok
	case "no preference":
		w.WriteHeader(http.StatusPaymentRequired) // want `WriteHeader sends 402 Payment Required, .* \(statuscode/undocumented\)`
	case "invalid":
		w.WriteHeader(1200) // want `\(statuscode/invalid\)`
	case "implied":
		http.Redirect(w, r, "/", http.StatusSeeOther) // ok
	}
}

func (s *Shop) variable(w http.ResponseWriter, r *http.Request) {
	status := http.StatusBadRequest
	if s.strict {
		status = http.StatusUnprocessableEntity
	}
	reply.Error(w, status, "no such size") // want `reply.Error sends 422 .* \(statuscode/undocumented\)`
}

func (s *Shop) alone(w http.ResponseWriter, r *http.Request) {
	status := http.StatusUnprocessableEntity
	if s.strict {
		reply.Error(w, status, "no such size") // want `reply.Error sends 422 .* \(statuscode/undocumented\)`
	}
}

func (s *Shop) closure(w http.ResponseWriter, r *http.Request) {
	refuse := func(status int) { reply.Error(w, status, "refused") }
	if s.strict {
		refuse(http.StatusNotImplemented) // want `refuse sends 501 Not Implemented, which contract wpp does not document \(statuscode/undocumented\)`
		return
	}
	refuse(http.StatusInternalServerError) // ok
}

func (s *Shop) built(w http.ResponseWriter, r *http.Request) {
	if s.strict {
		reply.To(w).Status(http.StatusGone).Send("gone") // want `Send sends 410 Gone, which contract wpp does not document \(statuscode/undocumented\)`
		return
	}
	reply.To(w).Status(http.StatusNotFound).Send("gone") // ok
}

func (s *Shop) generic(w http.ResponseWriter, r *http.Request) {
	if s.strict {
		reply.JSON(w, http.StatusUnprocessableEntity, []string{"size"}) // want `reply.JSON sends 422 .* \(statuscode/undocumented\)`
		return
	}
	reply.JSON[any](w, http.StatusCreated, nil) // ok
}

func (s *Shop) spread(w http.ResponseWriter, r *http.Request) {
	if s.strict {
		reply.Error(taken(w)) // want `reply.Error sends 409 .* \(statuscode/undocumented\)`
		return
	}
	reply.Error(bad(w)) // ok
}

func taken(w http.ResponseWriter) (http.ResponseWriter, int, string) {
	return w, http.StatusConflict, "taken"
}

func bad(w http.ResponseWriter) (http.ResponseWriter, int, string) {
	return w, http.StatusBadRequest, "bad"
}

// gone is judged where the helper fixes the status.
func gone(w http.ResponseWriter, _ *http.Request) { reply.Gone(w) }

// Twice wraps a wrapper.
func twice(w http.ResponseWriter, status int) { once(w, status) }

func once(w http.ResponseWriter, status int) { reply.Error(w, status, "no such size") }

func wrapped(w http.ResponseWriter, _ *http.Request) {
	twice(w, http.StatusUnprocessableEntity) // want `twice sends 422 .* \(statuscode/undocumented\)`
}

var handler http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	once(w, http.StatusLocked) // want `once sends 423 Locked, .* \(statuscode/undocumented\)`
})
