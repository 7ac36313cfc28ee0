// Package wire builds a response step by step and sends it at the end.
package wire

import (
	"encoding/json"
	"net/http"
)

// A Builder is a response in the making.
type Builder struct {
	dst   http.ResponseWriter
	code  int
	bytes []byte
}

// For starts a response.
func For(dst http.ResponseWriter) *Builder { // want For:`^returns\(wire.Builder{code:200 dst:param0}\)$` For:`^quiet\(0 returns 0\)$`
	return &Builder{dst: dst, code: http.StatusOK}
}

// Status replaces the status.
func (b *Builder) Status(code int) *Builder { // want Status:`^returns\(param0{code:param1}\) sets\(param0.code=param1\)$` Status:`^quiet\(0 returns 0\)$`
	b.code = code
	return b
}

// Bytes replaces the body.
func (b *Builder) Bytes(bytes []byte) *Builder { // want Bytes:`^returns\(param0{bytes:param1}\) sets\(param0.bytes=param1, param0.dst.#header.Content-Type="application/json"\)$` Bytes:`^quiet\(0 returns 0\)$`
	b.dst.Header().Set("Content-Type", "application/json")
	b.bytes = bytes
	return b
}

// Send sends it.
func (b *Builder) Send() { // want Send:`^returns\(\) sets\(param0.dst.#body=true, param0.dst.#content\?=param0.bytes, param0.dst.#sent=true, param0.dst.#status=param0.code\)$` Send:`^writes\(w=0.dst status=param0.code body=param0.bytes\)$`
	b.dst.WriteHeader(b.code)
	b.dst.Write(b.bytes)
}

// ErrorBody says why.
func ErrorBody(err error) []byte { // want ErrorBody:`^returns\(json\({error:text\(param0\)}\)\)$`
	body, _ := json.Marshal(map[string]string{"error": err.Error()})
	return body
}
