package conform

import (
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/responses"
)

func TestLikeness(t *testing.T) {
	for _, test := range []struct {
		name, want string
		like       int
	}{
		{"request_id", "requestId", same},
		{"mesage", "message", misspelt},
		{"msg", "message", short},
		{"statusCode", "status", part},
		{"data", "errors", unlike},
		{"id", "if", unlike},
	} {
		if got := likeness(test.name, test.want); got != test.like {
			t.Errorf("%s, %s: %d, want %d", test.name, test.want, got, test.like)
		}
	}
}

// A schema with a number that is the status, a text, and a list of objects.
var schema = &contract.Schema{
	Types: []string{"object"},
	Properties: []contract.Property{
		{Name: "status", Schema: &contract.Schema{Types: []string{"integer"}, Holds: contract.HoldsStatus}},
		{Name: "message", Schema: &contract.Schema{Types: []string{"string"}}},
		{Name: "errors", Schema: &contract.Schema{Types: []string{"array"}, Items: &contract.Schema{Types: []string{"object"}}}},
	},
	Required: []string{"status", "message"},
}

func object(members ...*responses.Member) *responses.Shape {
	return &responses.Shape{Kind: "object", Members: members}
}

func member(name, kind, value string) *responses.Member {
	return &responses.Member{Name: name, Presence: responses.Always, Values: []*responses.Shape{{Kind: kind, Const: value, Known: value != ""}}}
}

func TestClosest(t *testing.T) {
	for _, test := range []struct {
		name  string
		shape *responses.Shape
		want  string
		kinds []Kind
	}{
		{"conforms", object(member("status", "integer", "404"), member("message", "string", "")), "", nil},
		{"is not known", object(member("status", "", ""), member("message", "", "")), "", nil},
		{"lacks a member", object(member("status", "integer", "404")), `"message" is missing`, []Kind{Missing}},
		{"may have more", &responses.Shape{Kind: "object", Open: true}, "", nil},
		{"has another name", object(member("status", "integer", "404"), member("msg", "string", "")), `"msg" should be named "message"`, []Kind{Misnamed}},
		{"has another type", object(member("status", "string", "404"), member("message", "string", "")), `"status" is a string, not an integer`, []Kind{Mistyped}},
		{"has another status", object(member("status", "integer", "500"), member("message", "string", "")), `"status" is 500, not 404`, []Kind{Unequal}},
		{"has one object for a list", object(member("status", "integer", "404"), member("message", "string", ""), member("errors", "object", "")),
			`"errors" is one object, not an array`, []Kind{Mistyped}},
		{"is a list", &responses.Shape{Kind: "array"}, "the top level is an array, not an object", []Kind{Undecided}},
	} {
		_, problems := Body{Shape: test.shape, Codes: []int{404}}.Closest([]*contract.Schema{schema})
		var texts []string
		for i, p := range problems {
			texts = append(texts, p.Text)
			if i < len(test.kinds) && p.Kind != test.kinds[i] {
				t.Errorf("%s: problem %d is of kind %d, want %d", test.name, i, p.Kind, test.kinds[i])
			}
		}
		if got := strings.Join(texts, "; "); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
