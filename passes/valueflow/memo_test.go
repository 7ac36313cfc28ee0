package valueflow

import (
	"go/constant"
	"slices"
	"testing"

	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A web is a graph of questions: each has an origin of its own and leads to others.
type web struct {
	q        questions
	known    map[int]memo[origin.Value]
	leads    [][]int
	computed int
}

func (w *web) eval(k int) origin.Value {
	if v, ok := lookup(&w.q, w.known, k); ok {
		return v
	}
	if v, ok := lastResult(&w.q, w.known, k, false); ok {
		return v
	}
	return evaluate(&w.q, w.known, k, nil, func() origin.Value {
		w.computed++
		vs := []origin.Value{{{Op: origin.Const, Const: constant.MakeInt64(int64(k))}}}
		for _, next := range w.leads[k] {
			vs = append(vs, w.eval(next))
		}
		return origin.Union(vs...)
	})
}

func TestQuestionsInLoops(t *testing.T) {
	for _, test := range []struct {
		name  string
		leads [][]int
		want  [][]int // of each question, asked in order
	}{
		{"line", [][]int{{1}, {2}, {}}, [][]int{{0, 1, 2}, {1, 2}, {2}}},
		{"loop", [][]int{{1}, {2}, {0}}, [][]int{{0, 1, 2}, {0, 1, 2}, {0, 1, 2}}},
		// 1 is first asked for while 2 is open, which it lacks then.
		{"loop in a loop", [][]int{{2, 1}, {2, 0}, {1, 3}, {}}, [][]int{{0, 1, 2, 3}, {0, 1, 2, 3}, {0, 1, 2, 3}, {3}}},
	} {
		w := &web{known: make(map[int]memo[origin.Value]), leads: test.leads}
		for k, want := range test.want {
			if got, exact := w.eval(k).Ints(); !exact || !slices.Equal(got, want) {
				t.Errorf("%s: question %d: got %v, %v, want %v", test.name, k, got, exact, want)
			}
		}
		for k, a := range w.known {
			if a.open == nil {
				continue
			}
			if got, exact := w.eval(k).Ints(); !exact || !slices.Equal(got, test.want[k]) {
				t.Errorf("%s: question %d, asked again: got %v, %v, want %v", test.name, k, got, exact, test.want[k])
			}
		}
	}
}

// Where all questions lead to all others, every order of them must not be followed, and
// what is left out must not look complete.
func TestQuestionsThatLeadToEachOther(t *testing.T) {
	const n = 18
	w := &web{known: make(map[int]memo[origin.Value])}
	for range n {
		var all []int
		for k := range n {
			all = append(all, k)
		}
		w.leads = append(w.leads, all)
	}
	for k := range n {
		if got, exact := w.eval(k).Ints(); exact && len(got) != n {
			t.Errorf("question %d: got %v as if that were all", k, got)
		}
	}
	if limit := n * n * (maxAgain + 2); w.computed > limit {
		t.Errorf("%d answers to %d questions, want %d at most", w.computed, n, limit)
	}
}
