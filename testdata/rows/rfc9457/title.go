package rfc9457

import "net/http"

// A title is the same from one occurrence of a problem to the next, and says more
// than the status does, unless the type is about:blank.

// Title names the problem.
func (h *Handler) Title(w http.ResponseWriter, r *http.Request) {
	_, err := h.source.Load(r.PathValue("id"))
	if err == nil {
		send(w, http.StatusOK, order{})
		return
	}
	switch r.PathValue("case") {
	case "constant":
		send(w, http.StatusConflict, problem{Title: "The order is closed", Status: http.StatusConflict}) // ok
	case "phrase":
		send(w, http.StatusConflict, problem{Title: http.StatusText(http.StatusConflict), Status: http.StatusConflict}) // ok: about:blank
	case "an error's text":
		send(w, http.StatusConflict, problem{Title: err.Error(), Status: http.StatusConflict}) // want `\(errleak/error4xx\)`
	}
}
