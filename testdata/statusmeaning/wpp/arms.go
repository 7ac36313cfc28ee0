package wpp

import (
	"database/sql"
	"net/http"

	"github.com/respvet/respvet/testdata/statusmeaning/wpp/reply"
)

// What comes behind an arm that has returned is for everybody else.
func (a *api) behind(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	reply.Error(w, http.StatusForbidden, "not for you") // ok: any other request
}

func (a *api) inside(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodOptions {
		w.WriteHeader(http.StatusNoContent)
	} else {
		reply.Error(w, http.StatusForbidden, "only OPTIONS") // want `reply\.Error sends 403 Forbidden for a method that is not supported; contract wpp requires 405 Method Not Allowed`
	}
}

// A condition that leads to the answer as well.
func (a *api) barred(next http.Handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, _, ok := r.BasicAuth(); !ok {
			if r.Method == http.MethodOptions {
				next.ServeHTTP(w, r)
				return
			}
			reply.Error(w, http.StatusForbidden, "not for you") // ok: they gave no password
			return
		}
		next.ServeHTTP(w, r)
	}
}

func (a *api) strictOnly(w http.ResponseWriter, r *http.Request) {
	if a.strict {
		if r.Method != http.MethodGet {
			reply.Error(w, http.StatusForbidden, "only GET") // ok: two conditions
			return
		}
	}
	reply.JSON(w, http.StatusOK, 1)
}

func (a *api) looseFirst(w http.ResponseWriter, r *http.Request) {
	if a.strict {
		reply.Error(w, http.StatusForbidden, "not now") // ok
		return
	}
	if r.Method != http.MethodGet {
		reply.Error(w, http.StatusForbidden, "only GET") // want `reply\.Error sends 403 Forbidden for a method that is not supported; contract wpp requires 405 Method Not Allowed`
		return
	}
	reply.JSON(w, http.StatusOK, 1)
}

// A handler for several methods is one for each.
func (a *api) several(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
		o, err := a.store.Order(r.Context(), 1)
		if err == sql.ErrNoRows {
			reply.Error(w, http.StatusBadRequest, "no such order") // want `reply\.Error sends 400 Bad Request for a not-found error; contract wpp requires 404 Not Found`
			return
		}
		reply.JSON(w, http.StatusOK, o)
	case http.MethodDelete:
		if r.FormValue("id") == "" {
			reply.Error(w, http.StatusInternalServerError, "which?") // want `for a missing or malformed parameter`
			return
		}
		w.WriteHeader(http.StatusNoContent)
	default:
		reply.Error(w, http.StatusNotFound, "no such method") // want `reply\.Error sends 404 Not Found for a method that is not supported; contract wpp requires 405 Method Not Allowed`
	}
}

// What a parameter names is not there, says the answer itself.
func (a *api) named(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("id") == "" {
		reply.Error(w, http.StatusNotFound, "no such order") // ok
		return
	}
	if r.FormValue("kind") == "" {
		reply.Error(w, http.StatusNotFound, "kind is required") // want `sends 404 Not Found for a missing or malformed parameter`
		return
	}
}
