// Package exchange has contexts of a program's own. Which of them keeps the writer of its
// request, the type's fact says.
package exchange

import (
	"net/http"
	"net/http/httptest"
)

type Context struct { // want Context:"keepsWriter\\(w\\)"
	w http.ResponseWriter
	r *http.Request
}

// New makes one of what a handler has.
func New(w http.ResponseWriter, r *http.Request) *Context { // want New:"r:param1 w:param0"
	return &Context{w, r}
}

type counting struct {
	http.ResponseWriter
	n int
}

// A Counted context has a wrapper around its writer.
type Counted struct { // want Counted:"keepsWriter\\(W\\)"
	W http.ResponseWriter
	R *http.Request
}

// Set puts the writer of a request into one.
func (c *Counted) Set(w http.ResponseWriter, r *http.Request) { // want Set:"param0.W=exchange.counting"
	c.W = &counting{ResponseWriter: w}
	c.R = r
}

// A Rehearsal has the writer of nobody.
type Rehearsal struct {
	w http.ResponseWriter
	r *http.Request
}

// Rehearse makes one.
func Rehearse(r *http.Request) *Rehearsal { // want Rehearse:"httptest.NewRecorder"
	return &Rehearsal{httptest.NewRecorder(), r}
}

// A Both has one that it is given, and one that it makes.
type Both struct {
	w http.ResponseWriter
	r *http.Request
}

// Of makes one of what it is given.
func Of(w http.ResponseWriter, r *http.Request) *Both { // want Of:"w:param0"
	if w == nil {
		return &Both{httptest.NewRecorder(), r}
	}
	return &Both{w, r}
}

// A Tee has two writers.
type Tee struct {
	w, log http.ResponseWriter
	r      *http.Request
}

// Split makes one.
func Split(w, log http.ResponseWriter, r *http.Request) *Tee { // want Split:"log:param1"
	return &Tee{w, log, r}
}

// A Sink has no request.
type Sink struct{ w http.ResponseWriter }

// Drain makes one.
func Drain(w http.ResponseWriter) *Sink { // want Drain:"w:param0"
	return &Sink{w}
}
