// Package guarded asks whether a guard lets the request in, which responds by itself.
package guarded

import (
	"net/http"

	"github.com/respvet/respvet/testdata/seen/guarded/guard"
	"github.com/respvet/respvet/testdata/seen/guarded/web"
)

func twice(c web.Context) {
	if err := guard.User(c); err != nil {
		web.SendError(c, http.StatusForbidden, "no user") // want "lateheader"
		return
	}
	web.SendJSON(c, http.StatusOK, "shelf")
}

func once(c web.Context) {
	if err := guard.User(c); err != nil {
		return // ok: the guard has responded
	}
	web.SendJSON(c, http.StatusOK, "shelf")
}

func known(c web.Context) {
	if err := guard.Known(c); err != nil {
		web.SendError(c, http.StatusForbidden, "no user") // ok: the guard says nothing to the client
		return
	}
	web.SendJSON(c, http.StatusOK, "shelf")
}

func byBoolean(c web.Context) {
	if !guard.Admin(c) {
		web.SendError(c, http.StatusForbidden, "no administrator") // want "lateheader"
		return
	}
	web.SendJSON(c, http.StatusOK, "shelf")
}

// What an unread method has done is not known.
func entered(c web.Context) {
	if err := guard.Entered(c); err != nil {
		web.SendError(c, http.StatusForbidden, "no user")
		return
	}
	if !guard.Refused(c) {
		web.SendError(c, http.StatusForbidden, "no user")
		return
	}
	web.SendJSON(c, http.StatusOK, "shelf")
}
