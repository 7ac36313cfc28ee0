package origin_test

import (
	"go/constant"
	"math/rand"
	"testing"
	"testing/quick"

	"github.com/respvet/respvet/passes/internal/factcodec"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

func number(n int64) *origin.Term {
	return &origin.Term{Op: origin.Const, Const: constant.MakeInt64(n)}
}

func text(s string) *origin.Term {
	return &origin.Term{Op: origin.Const, Const: constant.MakeString(s)}
}

// random returns a value whose terms are nested at most depth times.
func random(r *rand.Rand, depth int) origin.Value {
	v := make(origin.Value, 1+r.Intn(3))
	for i := range v {
		switch n := r.Intn(8); {
		case n == 0:
			v[i] = number(int64(r.Intn(600)))
		case n == 1:
			v[i] = text(string(rune('a' + r.Intn(26))))
		case n == 2:
			v[i] = &origin.Term{Op: origin.Zero}
		case n == 3:
			v[i] = &origin.Term{Op: origin.Param, Index: r.Intn(3), Path: ".Err", Err: true}
		case n == 4 || depth == 0:
			v[i] = &origin.Term{Op: origin.Opaque, Name: "(*example.com/shop.Store).Get", Err: r.Intn(2) == 0}
		case n == 5:
			v[i] = &origin.Term{Op: origin.Error, Err: true, Args: []origin.Value{random(r, depth-1)}}
		case n == 6:
			v[i] = &origin.Term{Op: origin.Text, Args: []origin.Value{random(r, depth-1)}}
		default:
			v[i] = &origin.Term{Op: origin.Object, TypeName: "example.com/shop.Body",
				Fields: []origin.Field{{Name: "Message", Value: random(r, depth-1)}}}
		}
	}
	return v
}

// check runs a property over pairs of values.
func check(t *testing.T, property func(v, w origin.Value) bool) {
	t.Helper()
	r := rand.New(rand.NewSource(1))
	f := func() bool { return property(random(r, 3), random(r, 3)) }
	if err := quick.Check(f, nil); err != nil {
		t.Error(err)
	}
}

func TestUnion(t *testing.T) {
	check(t, func(v, w origin.Value) bool {
		both := origin.Union(v, w)
		keys := make(map[string]bool)
		for _, term := range both {
			if keys[term.Key()] {
				return false // an alternative stands there twice
			}
			keys[term.Key()] = true
		}
		for _, term := range append(v[:len(v):len(v)], w...) {
			if !keys[term.Key()] {
				return false // one is lost
			}
		}
		return origin.Union(both, v).Key() == both.Key()
	})
	var many origin.Value
	for n := range int64(origin.MaxAlts + 5) {
		many = append(many, number(n))
	}
	if v := origin.Union(many, origin.Value{text("x")}); len(v) != origin.MaxAlts || !v[len(v)-1].Unfinished() {
		t.Errorf("%d alternatives, the last %s", len(v), v[len(v)-1])
	}
}

func TestCopy(t *testing.T) {
	check(t, func(v, _ origin.Value) bool {
		before := v.Key()
		c := v[0].Copy()
		c.Path += ".changed"
		return v.Key() == before && c.Key() != v[0].Key()
	})
}

func TestNot(t *testing.T) {
	yes := origin.Value{{Op: origin.Const, Const: constant.MakeBool(true)}}
	if no := origin.Not(yes); no.String() != "false" || origin.Not(no).Key() != yes.Key() {
		t.Errorf("not true is %s", no)
	}
	if v := origin.Not(origin.Value{{Op: origin.Zero}}); v.String() != "true" {
		t.Errorf("not the zero value is %s", v)
	}
}

func TestCodec(t *testing.T) {
	check(t, func(v, w origin.Value) bool {
		vs, err := origin.DecodeValues(origin.EncodeValues(v, w))
		return err == nil && len(vs) == 2 && vs[0].Key() == v.Key() && vs[1].Key() == w.Key()
	})
	check(t, func(v, w origin.Value) bool {
		var e factcodec.Encoder
		origin.EncodeValue(&e, v)
		for n := range e.Bytes() {
			origin.DecodeValue(factcodec.NewDecoder(e.Bytes()[:n])) // cut short: no panic
		}
		s := origin.Summary{Rows: []origin.Row{{Results: []origin.Value{v}, Effects: []origin.Effect{{Index: 1, Path: ".Body", Value: w}}}}}
		var got origin.Summary
		return got.Decode(s.Encode()) == nil && len(got.Rows) == 1 && got.Rows[0].String() == s.Rows[0].String()
	})
}

func TestSelect(t *testing.T) {
	body := origin.Value{{Op: origin.Object, Fields: []origin.Field{{Name: "Error", Value: origin.Made("Code", origin.Value{number(404)})}}}}
	for path, want := range map[string]string{
		"":            "{Error:{Code:404}}",
		".Error":      "{Code:404}",
		".Error.Code": "404",
		".Missing":    "zero",
	} {
		if got := origin.Select(body, path).String(); got != want {
			t.Errorf("Select(%q) = %s, want %s", path, got, want)
		}
	}
	param := origin.Value{{Op: origin.Param, Index: 1}}
	if got := origin.Select(param, ".a.b").String(); got != "param1.a.b" {
		t.Errorf("a member of a parameter is %s", got)
	}
}

func TestConstants(t *testing.T) {
	if ns, exact := (origin.Value{number(500), number(404), {Op: origin.Zero}}).Ints(); !exact || len(ns) != 3 || ns[0] != 0 || ns[2] != 500 {
		t.Errorf("Ints: %v, %v", ns, exact)
	}
	if _, exact := (origin.Value{number(500), {Op: origin.Unknown}}).Ints(); exact {
		t.Error("Ints: something unknown is no constant")
	}
	if ss, exact := (origin.Value{text("a")}).Strings(); !exact || ss[0] != "a" {
		t.Errorf("Strings: %v, %v", ss, exact)
	}
	if p := (origin.Value{{Op: origin.Concat, Args: []origin.Value{{text("cannot load: ")}, {{Op: origin.Text}}}}}).Prefix(); p != "cannot load: " {
		t.Errorf("Prefix: %q", p)
	}
}

// A text that is nested too deep is flattened; the object that it is a member of stays one.
func TestDeep(t *testing.T) {
	err := &origin.Term{Op: origin.Error, Err: true, Args: []origin.Value{{{Op: origin.Opaque, Name: "(*database/sql.Row).Scan", Err: true}}}}
	for range origin.MaxDepth {
		err = &origin.Term{Op: origin.Error, Err: true, Args: []origin.Value{{{Op: origin.Concat, Args: []origin.Value{{text("failed: ")}, {err}}}}}}
	}
	message := origin.Value{{Op: origin.Text, Args: []origin.Value{{err}}}}
	body := origin.One(&origin.Term{Op: origin.Encoded, Name: "json", Args: []origin.Value{origin.Made("message", message)}})
	if len(body) != 1 || body[0].Op != origin.Encoded {
		t.Fatalf("the body is %s", body)
	}
	sent := body[0].Args[0]
	if len(sent) != 1 || sent[0].Op != origin.Object {
		t.Fatalf("what is encoded is %s", sent)
	}
	if v, ok := sent[0].Member("message"); !ok || !v.Tainted() || origin.Depth(v) > origin.MaxDepth {
		t.Errorf("its message is %s", v)
	}
}
