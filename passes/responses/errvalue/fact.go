package errvalue

import (
	"strings"

	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A StatusError is a type whose values become responses later, somewhere else: an
// error of a framework, or a project's own error with a status in it.
//
// The model knows those of the frameworks. A project's own is known by what is
// done with it: where a function sends a status that it reads from a member of
// a value, or from a method of an error, the type of that value carries it. So
// no name of a field or method decides, and an error type whose number is a
// code of another kind is none. That function is often a middleware far from
// the handlers; what it says of the type is a fact of its package, and holds
// where that package is imported, or is the same.
type StatusError struct {
	Typ    string       // name of the type; AnyOwner for errors that have the method
	method string       // that gives the status, "" if a member does
	status origin.Value // in terms of the value, parameter 0
	body   origin.Value
	api    string // what sends it
	Pkg    string // path of the package that says so
	// chosen says that nothing but the arguments of its constructor tells that the number is
	// a status: it is one where a handler passes an error's, and the package no other number.
	chosen bool
}

// StatusErrors is the fact of a package: the types whose values its functions answer with.
type StatusErrors struct{ types []StatusError }

// AFact marks StatusErrors as a fact.
func (*StatusErrors) AFact() {}

// String shows the fact as fixtures assert it: "carries(shop.Error status=.Status)".
func (c *StatusErrors) String() string {
	var ss []string
	for _, x := range c.types {
		name := x.Typ[strings.LastIndexByte(x.Typ, '/')+1:]
		if x.method != "" {
			ss = append(ss, "carries(errors status="+x.method+"())")
		} else {
			by := ""
			if x.chosen {
				by = " chosen"
			}
			ss = append(ss, "carries("+name+" status="+strings.TrimPrefix(x.status[0].Path, "param0")+by+")")
		}
	}
	return strings.Join(ss, " ")
}

// GobEncode implements gob.GobEncoder.
func (c *StatusErrors) GobEncode() ([]byte, error) {
	var w summary.Encoder
	w.Int(len(c.types))
	for _, x := range c.types {
		w.String(x.Typ)
		w.String(x.method)
		w.String(x.api)
		w.Bool(x.chosen)
		w.Values(x.status, x.body)
	}
	return w.Bytes(), nil
}

// GobDecode implements gob.GobDecoder.
func (c *StatusErrors) GobDecode(data []byte) error {
	r := summary.NewDecoder(data)
	for range r.Count() {
		x := StatusError{Typ: r.String(), method: r.String(), api: r.String(), chosen: r.Bool()}
		vs := r.Values(2)
		if r.Err() != nil {
			return r.Err()
		}
		x.status, x.body = vs[0], vs[1]
		c.types = append(c.types, x)
	}
	return r.Err()
}
