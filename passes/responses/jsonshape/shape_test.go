package jsonshape_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture/room"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
)

// declared are the types of the values that are encoded.
const declared = `
type item struct {
	ID    int    ` + "`json:\"id\"`" + `
	Name  string ` + "`json:\"name,omitempty\"`" + `
	Price float64
	Note  *string ` + "`json:\"note\"`" + `
	Key   string ` + "`json:\"-\"`" + `
	inner int
}

type page struct {
	item
	Items []item ` + "`json:\"items\"`" + `
}

type tree struct {
	Left *tree ` + "`json:\"left,omitempty\"`" + `
	Size int ` + "`json:\"size\"`" + `
}

type text struct{ s string }

func (t text) MarshalText() ([]byte, error) { return []byte(t.s), nil }

type custom struct{ N int }

func (custom) MarshalJSON() ([]byte, error) { return nil, nil }

var unread func() any

var list []item
`

// shapes are values, and what they look like as JSON: ! is left out, ? may be left out, and of
// * nothing is known.
var shapes = []struct{ value, want string }{
	{`nil`, "null"},
	{`true`, `true`},
	{`"no"`, `"no"`},
	{`7`, `7`},
	{`1.5`, "number"},
	{`errors.New("no")`, `*`},
	{`map[string]string{"error": "no"}`, `{"error":"no"}`},
	{`map[string]any{"code": 404, "error": errors.New("no").Error()}`, `{"code":404,"error":string}`},
	{`item{ID: 1, Name: "a"}`, `{"id":1,"name":"a","Price":0,"note":null}`},
	{`&item{}`, `{"id":0,"name"!:"","Price":0,"note":null}`},
	{`page{Items: list}`, `{"id":0,"name"!:"","Price":0,"note":null,"items":[{"id":integer,"name"?:string,"Price":number,"note":string}]}`},
	{`page{Items: []item{}}`, `{"id":0,"name"!:"","Price":0,"note":null,"items":[]}`},
	{`struct{ Error string }{"no"}`, `{"Error":"no"}`},
	{`tree{Size: 1}`, `{"left"!:null,"size":1}`},
	{`text{"a"}`, `*`},
	{`custom{1}`, `*`},
	{`unread()`, `*`},
	{`[]int{1, 2}`, `[2|1]`},
	{`[]byte("a")`, `string`},
	{`json.RawMessage("{}")`, `*`},
}

func TestShape(t *testing.T) {
	var src strings.Builder
	src.WriteString(declared)
	for i, s := range shapes {
		fmt.Fprintf(&src, "\nfunc f%d(w http.ResponseWriter) { json.NewEncoder(w).Encode(%s) }\n", i, s.value)
	}
	room.Open(t, src.String(), func(s *summary.Summaries) {
		p := jsonshape.New(s)
		for i, test := range shapes {
			var got []string
			for _, call := range room.Calls(room.Func(t, s, fmt.Sprintf("f%d", i))) {
				for _, a := range s.Events(call) {
					r := &summary.Response{Body: summary.Body{Sent: true, Kind: summary.JSON}, Code: summary.Code{Write: a}}
					p.Shape(r)
					for _, shape := range r.Shapes() {
						got = append(got, shape.String())
					}
				}
			}
			if got := strings.Join(got, " or "); got != test.want {
				t.Errorf("%s: the shape is %s, want %s", test.value, got, test.want)
			}
		}
	})
}
