package wpp

import "github.com/respvet/respvet/testdata/statuscode/wpp/reply"

// A responder needs no net/http to answer.
type responder struct{ *reply.Reply }

func (r responder) refuse() {
	r.Status(422).Send("no such size") // want `Send sends 422 .* \(statuscode/undocumented\)`
}

func (r responder) fail(status int) { r.Status(status).Send("no such size") }

func (r responder) conflict() {
	r.fail(409) // want `r.fail sends 409 .* \(statuscode/undocumented\)`
}
