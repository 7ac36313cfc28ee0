// Package opinions asks functions of which kind an error is.
package opinions

import (
	"encoding/json"
	"net/http"

	"github.com/respvet/respvet/testdata/statuscode/opinions/kinds"
)

type store interface {
	Load(id string) (string, error)
}

type api struct {
	st     store
	plugin bool
}

type failure struct {
	Error string `json:"error"`
	Code  int    `json:"code"`
}

func (a *api) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := failure{Error: err.Error()}
	switch {
	case kinds.IsBadRequest(err):
		f.Code = http.StatusBadRequest
	case kinds.IsForbidden(err):
		f.Code = http.StatusForbidden
	case kinds.IsNotFound(err):
		f.Code = http.StatusNotFound
	case kinds.IsNotImplemented(err):
		f.Code = http.StatusNotImplemented
	default:
		f.Error = "internal error"
		f.Code = http.StatusInternalServerError
	}
	w.Header().Set("Content-Type", "application/json")
	data, err := json.Marshal(f)
	if err != nil {
		data = []byte("{}")
	}
	w.WriteHeader(f.Code)
	_, _ = w.Write(data)
}

// Login knows what it says.
//
// @Success 204
// @Failure 500
// @Router /login [post]
func (a *api) login(w http.ResponseWriter, r *http.Request) {
	if a.plugin {
		a.fail(w, r, kinds.NewNotImplemented("not as a plugin")) // want `501 Not Implemented`
		return
	}
	if r.FormValue("name") == "" {
		a.fail(w, r, kinds.NewBadRequest("a name is missing")) // want `400 Bad Request`
		return
	}
	if r.FormValue("name") == "nobody" {
		a.fail(w, r, kinds.ErrUnknown) // want `404 Not Found`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Shelf says what the store says, and nobody knows what that is.
//
// @Success 204
// @Failure 500
// @Router /shelves/{id} [get]
func (a *api) shelf(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.Load(r.PathValue("id")); err != nil {
		a.fail(w, r, err) // ok
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
