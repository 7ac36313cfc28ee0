//go:build go1.27

package jsonshape_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture/room"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/summary"
)

// declaredV2 are the types of the values that encoding/json/v2 encodes.
const declaredV2 = `
type item struct {
	ID    int            ` + "`json:\"id\"`" + `
	Name  string         ` + "`json:\"name,omitempty\"`" + `
	Count int            ` + "`json:\"count,omitempty\"`" + `
	Tags  []string       ` + "`json:\"tags\"`" + `
	Few   []string       ` + "`json:\"few,omitempty\"`" + `
	Paid  bool           ` + "`json:\"paid,omitzero\"`" + `
	Case  string         ` + "`json:\"CASE,case:ignore\"`" + `
}

type base struct {
	ID int ` + "`json:\"id\"`" + `
}

type embeds struct {
	Base base           ` + "`json:\",embed\"`" + `
	More map[string]any ` + "`json:\",embed\"`" + `
}

type formatted struct {
	At time.Time ` + "`json:\"at,format:RFC3339\"`" + `
}

type empty struct {
	In struct {
		A string ` + "`json:\"a,omitempty\"`" + `
	} ` + "`json:\"in,omitempty\"`" + `
}

var open jsonv2.Options
`

// shapesV2 are values with options, and what they look like as JSON, see shapes.
var shapesV2 = []struct{ value, want string }{
	{`item{ID: 1}`, `{"id":1,"name"!:"","count":0,"tags":[],"few"!:[],"paid"!:false,"CASE":""}`},
	{`item{}, jsonv2.FormatNilSliceAsNull(true)`, `{"id":0,"name"!:"","count":0,"tags":null,"few"!:null,"paid"!:false,"CASE":""}`},
	{`item{}, jsonv2.JoinOptions(jsonv2.FormatNilSliceAsNull(true), jsonv2.FormatNilSliceAsNull(false))`, `{"id":0,"name"!:"","count":0,"tags":[],"few"!:[],"paid"!:false,"CASE":""}`},
	{`item{}, jsonv2.OmitZeroStructFields(true)`, `{"id"!:0,"name"!:"","count"!:0,"tags"!:[],"few"!:[],"paid"!:false,"CASE"!:""}`},
	{`item{}, json.DefaultOptionsV1()`, `{"id":0,"name"!:"","count"!:0,"tags":null,"few"!:null,"paid"!:false,"CASE":""}`},
	{`item{}, jsontext.Multiline(true)`, `{"id":0,"name"!:"","count":0,"tags":[],"few"!:[],"paid"!:false,"CASE":""}`},
	{`item{}, open`, `*`},
	{`item{}, jsonv2.StringifyNumbers(true)`, `*`},
	{`item{}, jsonv2.StringifyNumbers(false)`, `{"id":0,"name"!:"","count":0,"tags":[],"few"!:[],"paid"!:false,"CASE":""}`},
	{`embeds{Base: base{7}, More: map[string]any{"a": "b"}}`, `{"id":7,"a":"b"}`},
	{`formatted{}`, `*`},
	{`time.Second`, `*`},
	{`[2]byte{}`, `string`},
	{`empty{}`, `{"in"!:{"a"!:""}}`},
	{`map[string]int(nil)`, `{}`},
	{`map[string]int(nil), jsonv2.FormatNilMapAsNull(true)`, `null`},
	{`map[string]any{"error": "no"}`, `{"error":"no"}`},
}

func TestShapeV2(t *testing.T) {
	var src strings.Builder
	src.WriteString(declaredV2)
	for i, s := range shapesV2 {
		fmt.Fprintf(&src, "\nfunc f%d(w http.ResponseWriter) { jsonv2.MarshalWrite(w, %s) }\n", i, s.value)
	}
	src.WriteString("\nvar _ = jsontext.Multiline\n")
	room.Open(t, src.String(), func(s *summary.Summaries) {
		p := jsonshape.New(s)
		for i, test := range shapesV2 {
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
	}, `jsonv2 "encoding/json/v2"`, `"encoding/json/jsontext"`, `"time"`)
}
