package contract

import (
	"go/token"
	"slices"
	"strings"
)

// Around returns what comments document for the function that a place stands
// in. It is nil-safe.
func (c *Comments) Around(pos token.Pos) []*Operation {
	if c == nil {
		return nil
	}
	for fn, ops := range c.at {
		if fn.Pos() <= pos && pos < fn.End() {
			return ops
		}
	}
	return nil
}

// ProducesText reports whether the operation says what it produces, text among that, and
// no JSON.
func (o *Operation) ProducesText() bool {
	has := func(what string) bool {
		return slices.ContainsFunc(o.Produces, func(media string) bool { return strings.Contains(media, what) })
	}
	return !has("json") && (has("plain") || has("text/"))
}

// DocumentsText reports whether the operation says that the body of a status is a string
// and no object: what is written as text is what its document says.
func (o *Operation) DocumentsText(status int) bool {
	r := o.Response(status)
	return r != nil && (r.Text || r.Type == "string")
}

// PromisesJSON reports whether the operation documents a body for a status, and
// nothing says that it is anything but JSON.
func (o *Operation) PromisesJSON(status int) bool {
	r := o.Response(status)
	if r == nil || r.Type == "" && r.Schema == nil || o.DocumentsText(status) {
		return false
	}
	return len(o.Produces) == 0 || slices.ContainsFunc(o.Produces, func(media string) bool { return strings.Contains(media, "json") })
}
