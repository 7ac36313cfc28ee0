package origin

import (
	"go/constant"
	"reflect"
	"testing"
)

// What tells the keys of two terms apart tells their identities apart, and nothing else does:
// a union keeps one of those that are the same.
func TestIdentity(t *testing.T) {
	terms := func() *Term { return &Term{Op: Const, Const: constant.MakeInt64(404)} }
	typ := reflect.TypeFor[Term]()
	flags := 0
	for i := range typ.NumField() {
		f := typ.Field(i)
		if f.Type.Kind() != reflect.Bool || !f.IsExported() {
			continue
		}
		flags++
		a, b := terms(), terms()
		reflect.ValueOf(b).Elem().Field(i).SetBool(true)
		if keys, ids := a.Key() != b.Key(), a.identity() != b.identity(); keys != ids {
			t.Errorf("%s: keys differ: %t, identities differ: %t", f.Name, keys, ids)
		}
	}
	if flags == 0 {
		t.Error("a term has no flags")
	}
}
