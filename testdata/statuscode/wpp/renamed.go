package wpp

import (
	web "net/http"
)

func renamed(w web.ResponseWriter, r *web.Request) {
	once(w, web.StatusUnprocessableEntity) // want `once sends 422 .* \(statuscode/undocumented\)`
}
