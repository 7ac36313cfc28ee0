package driver

import (
	"slices"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer/observe"
)

// The page of an observation has the routes with what was seen, and the lists; what a
// program's source says must not become markup.
func TestObservedPage(t *testing.T) {
	s := &service{Name: "<shop>", Routes: []routeAnswer{{Path: "/orders", Whole: true, Method: "GET", Handler: "api.list",
		Answers: []answerPlace{{Status: 200, Documented: "yes"}, {Status: 500, Documented: "no"}}}}}
	rep := &observe.Report{Name: "<shop>", Command: "go test",
		Missed:   []*observe.Pair{{Handler: "<b>", Status: 418, Place: "<i>", API: "<u>", Body: "json", Count: 2, Why: "<s>"}},
		Untested: []*observe.Gap{{Path: "/orders", Status: 500}},
		Routes:   []*observe.Tested{{Path: "/orders", Answers: []observe.TestedAnswer{{Status: 200, Predicted: true, Seen: 3}, {Status: 500, Predicted: true}}}},
	}
	var b strings.Builder
	if err := writeObservedPage(&b, s, rep); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<shop>", "<b>,", "<td><b>", "<td><i>", "<td><u>", "<td><s>", "://", "Predicted and never seen"} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	for _, want := range []string{
		`<span class="chip s2 yes" title="OK, seen 3×">200</span>`,
		`<span class="chip s5 no unseen" title="Internal Server Error, not documented, never seen">500<span class="read"> not documented</span><span class="read"> never seen</span></span>`,
		`data-is="silent no untested"`, `<td>418 I&#39;m a teapot</td><td>&lt;b&gt;</td>`, "<b>1</b> response never seen", "Made by respvet observe.",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	b.Reset()
	if err := writeRoutesHTML(&b, &service{Name: "shop"}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "never seen") || !strings.Contains(b.String(), "Made by respvet routes.") {
		t.Error("the page of routes speaks of what was seen")
	}
}

func TestNumbers(t *testing.T) {
	for list, want := range map[string][]int{"200, 404": {200, 404}, "200, 4XX, default; 500": {200, 500}, "": nil, "5XX": nil} {
		if got := numbers(list); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", list, got, want)
		}
	}
}
