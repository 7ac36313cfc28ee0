package httpmodel

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// How a model file becomes rows. The keys of a file are the tags of the fields of Row,
// Response, Route and their kin, so that a row in Go and a row in YAML are one value, and
// what one can say the other can. A tag is the key and, after a comma, how its value reads:
//
//	arg   an int that is the index of an argument: "receiver", "arg 1"
//	text  an Expr that is a constant where it is a plain word: GET, Content-Type
//	flat  a struct, or a pointer to one that is not nil, whose keys stand among those around it
//
// In a file arguments are counted from 1, without the receiver, as people count them.

// A decoder reads the values of one entry.
type decoder struct {
	*conf.Reader
	about subject
	pkg   string // of what the entry is about
	recv  bool   // it is about a method: argument 0 is the receiver
}

// fields returns the keys of a struct, and how they are read into it.
func (d *decoder) fields(v reflect.Value) (list []conf.Field) {
	if v.Type() == reflect.TypeFor[Response]() {
		list = append(list, conf.Field{Key: completes, Read: func(y *conf.Value) { d.Truth(y, completes) }}) // see kind
	}
	for i := range v.NumField() {
		key, as, _ := strings.Cut(v.Type().Field(i).Tag.Get("model"), ",")
		f := v.Field(i)
		switch {
		case as == "flat":
			list = append(list, d.fields(reflect.Indirect(f))...)
		case key != "":
			list = append(list, conf.Field{Key: key, Read: func(y *conf.Value) { d.value(f, key, as, y) }})
		}
	}
	return list
}

// completes is the key of a response that stands for "does: answer".
const completes = "completes"

// wordsOf returns the values of what is one of some words, in the order of its constants;
// nil of other types.
func wordsOf(t reflect.Type) []string {
	switch t {
	case reflect.TypeFor[Kind]():
		return []string{"", "status", "body", "answer", "redirect", "serve", "set-header", "add-header", "delete-header", "flush", "hijack", "copy-headers", "set-status"}
	case reflect.TypeFor[Place]():
		return []string{"", "behind", "next", "in-chain", "as-option", "around", "instead"}
	case reflect.TypeFor[Limit]():
		return []string{"", "zero", "negative"}
	case reflect.TypeFor[RequestPart]():
		return []string{"", "path", "parameter", "header", "media-type", "body-error"}
	case reflect.TypeFor[Meaning]():
		return []string{"", "not-found", "exists", "deadline"}
	}
	return nil
}

// value reads what a key has into a field.
func (d *decoder) value(f reflect.Value, key, as string, y *conf.Value) {
	if ws := wordsOf(f.Type()); ws != nil {
		if w := d.OneOf(y, key, ws[1:]...); w != "" {
			f.SetUint(uint64(slices.Index(ws, w)))
		}
		return
	}
	switch p := f.Addr().Interface().(type) {
	case *Expr:
		*p = d.expr(y, as == "text")
	case *[]Expr:
		d.each(y, key, func(y *conf.Value) { *p = append(*p, d.expr(y, as == "text")) })
	case *[]Member:
		*p = d.members(y, key)
	case *string:
		*p = d.Text(y, key)
	case *bool:
		*p = d.Truth(y, key)
	case *[]string:
		d.each(y, key, func(y *conf.Value) { *p = append(*p, d.Text(y, key)) })
	case *int:
		*p = d.number(y, key, as)
	case *[]int:
		d.each(y, key, func(y *conf.Value) { *p = append(*p, d.number(y, key, as)) })
	default:
		d.nested(f, key, y)
	}
}

// each reads a list, or what stands in the place of a list of one.
func (d *decoder) each(y *conf.Value, key string, read func(*conf.Value)) {
	if y.Kind == yaml.SequenceNode {
		d.List(y, key, "", read)
		return
	}
	read(y)
}

// nested reads a struct, a pointer to one or a list of them.
func (d *decoder) nested(f reflect.Value, key string, y *conf.Value) {
	switch f.Kind() {
	case reflect.Pointer:
		if key == "form" && y.Text == wordNetHTTP {
			return // nil
		}
		f.Set(reflect.New(f.Type().Elem()))
		d.nested(f.Elem(), key, y)
	case reflect.Slice:
		d.each(y, key, func(y *conf.Value) {
			item := reflect.New(f.Type().Elem()).Elem()
			d.nested(item, key, y)
			f.Set(reflect.Append(f, item))
		})
	default:
		d.Object(y, key, d.fields(f)...)
		switch p := f.Addr().Interface().(type) {
		case *Response:
			d.kind(p, y, false)
		case *Request:
			if y.Get("response") == nil {
				p.Response = 0
			}
		}
	}
}

// Words that stand for what a row says with a number, with nil or with an empty text.
const (
	wordDefault = "default"  // Route.Router
	wordGiven   = "given"    // Row.Begins
	wordNone    = "none"     // Request.Answer
	wordUnset   = "unset"    // Response.ContentType
	wordNetHTTP = "net/http" // Form: as code responds that is written for an http.ResponseWriter
)

// number reads an index, a status or a count.
func (d *decoder) number(y *conf.Value, key, as string) int {
	switch {
	case key == "router" && y.Text == wordDefault:
		return DefaultRouter
	case key == "router", as == "arg":
		i, ok := d.argument(y, key)
		if ok && i == 0 && optional[key] {
			d.Fail(y, "the first argument of a function as "+key, "a later argument, or one of a method")
		}
		return i
	case key == "begins" && y.Text == wordGiven:
		return begun
	case key == "response":
		if y.Text == wordNone {
			return -1
		}
		n, ok := counted(y.Text, "result ")
		if y.Kind != yaml.ScalarNode || !ok {
			d.Wrong(y, key, "result 1, none")
			return 0
		}
		return n - 1
	case slices.Contains([]string{"implied", "serves", "status", "begins"}, key):
		return d.Number(y, key, 100, 599)
	}
	return d.Number(y, key, 0, maxCount)
}

// maxCount bounds numbers of a file: of attempts, of arguments.
const maxCount = 1_000_000

// optional are the keys of indices of which 0 says that there is none.
var optional = map[string]bool{"fills": true, "into": true, "rebinds": true, "handler": true, "scope": true}

// counted reads "arg 2" and the like.
func counted(text, prefix string) (int, bool) {
	digits, ok := strings.CutPrefix(text, prefix)
	n, err := strconv.Atoi(digits)
	return n, ok && err == nil && n > 0 && n <= maxCount
}

// argument reads an argument and returns its index.
func (d *decoder) argument(y *conf.Value, key string) (int, bool) {
	if y.Kind == yaml.ScalarNode {
		if i, ok := d.index(y.Text); ok {
			return i, true
		}
	}
	allowed := "arg 1, arg 2, …"
	switch {
	case d.recv:
		allowed = "receiver, " + allowed
	case d.about != aFunction && d.about != aVariable:
		allowed = "value"
	}
	d.Wrong(y, key, allowed)
	return 0, false
}

// index returns the index of an argument as files name it.
func (d *decoder) index(text string) (int, bool) {
	call := d.about == aFunction || d.about == aVariable
	n, ok := counted(text, "arg ")
	switch {
	case ok && call && d.recv:
		return n, true
	case ok && call:
		return n - 1, true
	case text == "receiver" && d.recv, text == "value" && !call:
		return 0, true
	}
	return 0, false
}

// members reads the members of an object, in the order of the file.
func (d *decoder) members(y *conf.Value, key string) (ms []Member) {
	d.Table(y, key, "a mapping of members to values", func(name, item *conf.Value) {
		ms = append(ms, Member{name.Text, d.expr(item, false)})
	})
	return ms
}

// kind sees to what a file may leave out of a response: what the call does, where that
// follows from the rest; the media type of JSON.
func (d *decoder) kind(r *Response, y *conf.Value, certain bool) {
	complete := y.Get(completes) != nil && y.Get(completes).Text == "true"
	switch {
	case r.Kind != 0 && complete && r.Kind != Complete:
		d.Fail(y.Get(completes), fmt.Sprintf("does: %s and completes: true", wordsOf(reflect.TypeFor[Kind]())[r.Kind]), "one of them")
	case r.Kind != 0:
	case complete || certain:
		r.Kind = Complete
	case r.Body.Op != 0:
		r.Kind = Body
	case r.Status.Op != 0:
		r.Kind = Status
	default:
		d.Fail(y, "a response without does, status or body", "does, status, body")
	}
	switch {
	case r.ContentType == wordUnset:
		r.ContentType = ""
	case r.ContentType == "" && r.Kind == Complete && r.Body.Op == OpEncode && r.Body.Name == string(JSON):
		r.ContentType = "application/json"
	}
}
