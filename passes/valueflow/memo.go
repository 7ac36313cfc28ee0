package valueflow

import (
	"maps"
	"slices"

	"github.com/respvet/respvet/passes/valueflow/origin"
)

// Evaluating one question leads to others, and in a loop or a recursion back to one
// that is still being evaluated. That one has no result yet: whoever asks for it gets
// none, and so has a result that depends on the open question. Such a result is not the
// whole truth. It is remembered for as long as the questions that it depends on stay
// open, since a second look would find them open again, and forgotten afterwards.
// Without that each turn of a loop computes again all that the turn before computed, and
// nested loops multiply. A result that depends on nothing open is kept for good.
//
// Going round a loop until nothing changes was not an option: a text that a loop
// extends changes with every turn.
//
// Nor is a result remembered that was cut short because the question it was found for had
// no steps left: another question that leads there has steps of its own.

// A memo is what is remembered of a question. There are as many as there are places in
// the code, and most values are final: what is said of the others stands apart.
type memo[T any] struct {
	value T
	open  *provisional // nil if the value is kept for good
}

// provisional says how long a value is remembered.
type provisional struct {
	on     []int  // the open questions that the value depends on, by depth, in order
	id     uint64 // of the deepest of them; the others are open as long as that one is
	root   uint64 // within which the question was last evaluated, see questions
	again  int    // how often it was evaluated within that before
	active int    // the depth of the question itself while it is evaluated, else 0
	cut    bool   // evaluation was given up on: nothing is remembered but how often it was tried
}

// maxAgain bounds how often one question is evaluated anew within a root. Where each of
// many places in memory may hold what any other holds, as in a parser that is one loop,
// every order in which they can be followed would else be followed, which took minutes.
// Each loop around another one needs one evaluation more, and in services neither four
// nor eight changed a finding. Beyond it the value is the last one, or something unknown.
const maxAgain = 4

// questions are those that are being evaluated.
type questions struct {
	open []uint64 // their identities, by depth; there is none at depth 0
	made uint64   // the last identity
	root uint64   // the innermost summary that is open, else the outermost question
	met  []int    // the open questions that the innermost one has met, by depth, in order
	cuts int      // how often there were no steps left
}

// remember returns the memo of a value that depends on open questions.
func remember[T any](q *questions, v T, on []int) memo[T] {
	if len(on) == 0 {
		return memo[T]{value: v}
	}
	return memo[T]{v, &provisional{on: on, id: q.open[on[len(on)-1]]}}
}

// lastResult returns the value of a question that was evaluated too often, with
// something unknown beside it.
func lastResult[K comparable](q *questions, known map[K]memo[origin.Value], k K, err bool) (origin.Value, bool) {
	a := known[k]
	p := a.open
	if p == nil || p.again < maxAgain || p.root != q.root {
		return nil, false
	}
	if len(p.on) > 0 && p.on[0] < len(q.open) {
		q.meet(p.on[:1:1])
	}
	return origin.Union(a.value, origin.Unfinished(err)), true
}

// meet notes that what is being evaluated depends on open questions.
func (q *questions) meet(on []int) { q.met = merge(q.met, on) }

// merge returns the union of two ordered lists, which it leaves as they are.
func merge(a, b []int) []int {
	if len(b) == 0 || slices.Equal(a, b) {
		return a
	}
	if len(a) == 0 {
		return b
	}
	out := make([]int, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] > b[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// lookup returns what is remembered of a question, and notes what that depends on.
func lookup[K comparable, T any](q *questions, known map[K]memo[T], k K) (value T, ok bool) {
	a, ok := known[k]
	p := a.open
	switch {
	case !ok || p != nil && p.cut:
		return value, false
	case p == nil:
		return a.value, true
	case p.active > 0: // the other ways into a loop decide
		q.meet([]int{p.active})
		return a.value, true
	}
	if d := p.on[len(p.on)-1]; d >= len(q.open) || q.open[d] != p.id {
		return value, false
	}
	q.meet(p.on)
	return a.value, true
}

// enter opens a question. It returns its depth, and what the question around it has
// met until now, for leave.
func (q *questions) enter() (depth int, outer []int) {
	if len(q.open) == 0 {
		q.open = []uint64{0}
	}
	depth, outer = len(q.open), q.met
	q.made++
	q.open, q.met = append(q.open, q.made), nil
	if depth == 1 {
		q.root = q.made
	}
	return depth, outer
}

// leave closes a question, and returns what its result depends on but itself.
func (q *questions) leave(depth int, outer []int) (on []int) {
	on = q.met
	if n := len(on); n > 0 && on[n-1] == depth {
		on = on[: n-1 : n-1]
	}
	q.open, q.met = q.open[:depth], outer
	return on
}

// evaluate evaluates a question that may lead back to itself, and remembers the value.
// While it is open its value is start.
func evaluate[K comparable, T any](q *questions, known map[K]memo[T], k K, start T, compute func() T) T {
	before := known[k].open
	d, outer := q.enter()
	cuts := q.cuts
	known[k] = memo[T]{start, &provisional{active: d}}
	v := compute()
	on := q.leave(d, outer)
	a := remember(q, v, on)
	cut := q.cuts != cuts
	if cut && a.open == nil {
		a.open = new(provisional)
	}
	if p := a.open; p != nil {
		p.cut, p.root = cut, q.root
		if before != nil && before.root == p.root {
			p.again = before.again + 1
		}
	}
	known[k] = a
	q.meet(on)
	return v
}

// memoize remembers the value of a question that can lead back to itself only through
// others.
func memoize[K comparable, T any](q *questions, known map[K]memo[T], k K, compute func() T) T {
	outer, cuts := q.met, q.cuts
	q.met = nil
	v := compute()
	on := q.met
	q.met = outer
	if q.cuts == cuts {
		known[k] = remember(q, v, on)
	}
	q.meet(on)
	return v
}

// abandon forgets the questions that are open.
func abandon[K comparable, T any](known map[K]memo[T]) {
	maps.DeleteFunc(known, func(_ K, a memo[T]) bool { return a.open != nil && a.open.active > 0 })
}
