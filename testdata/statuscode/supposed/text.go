package supposed

import (
	"encoding/json"
	"net/http"
	"strings"
)

// reply sends what a handler has, or its error, by what its text says.
func reply(w http.ResponseWriter, v any, err error) {
	if err != nil {
		code := http.StatusInternalServerError
		text := err.Error()
		if strings.Contains(text, "denied") {
			code = http.StatusForbidden
		}
		http.Error(w, http.StatusText(code), code)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(v)
}

func replyByText(w http.ResponseWriter, err error) {
	switch {
	case err.Error() == "conflict":
		w.WriteHeader(http.StatusConflict)
	case strings.HasPrefix(strings.ToLower(err.Error()), "missing"):
		w.WriteHeader(http.StatusNotFound)
	default:
		w.WriteHeader(http.StatusInternalServerError)
	}
}

// Listed gives every shelf. Nobody knows that the store denies anything.
//
// @Success 200
// @Failure 500
// @Router /listed [get]
func (a *api) listed(w http.ResponseWriter, r *http.Request) {
	list, err := a.st.All()
	reply(w, list, err) // ok: 500, and 403 for what the store is not known to say
}

// ListedShort lacks the one that all others get.
//
// @Success 200
// @Failure 403
// @Router /listed-short [get]
func (a *api) listedShort(w http.ResponseWriter, r *http.Request) {
	list, err := a.st.All()
	reply(w, list, err) // want `500 Internal Server Error`
}

// ByText gives one of three.
//
// @Success 204
// @Failure 500
// @Router /by-text [get]
func (a *api) byText(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.All(); err != nil {
		replyByText(w, err) // ok
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Own looks at the text itself: whoever wrote it expects it.
//
// @Success 204
// @Failure 500
// @Router /own-text [get]
func (a *api) ownText(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.All(); err != nil {
		code := http.StatusInternalServerError
		if strings.Contains(err.Error(), "denied") {
			code = http.StatusForbidden
		}
		w.WriteHeader(code) // want `403 Forbidden`
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Late has its 500 behind the body: that is never sent.
//
// @Success 200
// @Success 204
// @Router /late [get]
func (a *api) late(w http.ResponseWriter, r *http.Request) {
	if _, err := a.st.All(); err != nil {
		w.Write([]byte("failed"))
		w.WriteHeader(http.StatusInternalServerError) // ok: said by lateheader
		return
	}
	w.WriteHeader(http.StatusNoContent)
}
