package origin

import (
	"go/constant"
	"go/types"
	"math/big"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
	"golang.org/x/tools/go/ssa"
)

// When returns the guards under which an alternative holds.
func (t *Term) When() []Guard {
	if t.Op == Compare {
		return t.Guards[1:]
	}
	return t.Guards
}

// Eval says whether a term meets the comparison (+1), does not (-1), or may (0).
func (g Guard) Eval(t *Term) int {
	switch g.Kind {
	case GuardNil:
		return t.Nilness()
	case GuardEmpty:
		if t.Op == Zero {
			return +1
		}
		return 0 // a list that was made may be empty
	case GuardLess:
		limit, ok := new(big.Int).SetString(g.Val, 10)
		n := new(big.Int)
		switch {
		case !ok:
			return 0
		case t.Op == Const && t.Const.Kind() == constant.Int:
			if _, ok := n.SetString(t.Const.ExactString(), 10); !ok {
				return 0
			}
		case t.Op != Zero:
			return 0
		}
		if n.Cmp(limit) < 0 {
			return +1
		}
		return -1
	case GuardConst:
		have := ""
		switch {
		case t.Op == Const:
			have = t.Const.ExactString()
		case t.Op == Zero && (g.Val == "true" || g.Val == "false"):
			have = "false"
		case t.Op == Zero && strings.HasPrefix(g.Val, `"`):
			have = `""`
		case t.Op == Zero:
			have = "0"
		default:
			return 0
		}
		if have == g.Val {
			return +1
		}
		return -1
	case GuardType:
		var name string
		switch {
		case t.Op == Zero:
			return -1
		case g.Val == "error" && (t.Err || t.Op == Error):
			return +1
		case t.TypeName != "":
			name = t.TypeName
		case t.Op == Const && t.Const.Kind() == constant.String, t.Op == Concat, t.Op == Text, t.Op == StatusText, t.Op == Escaped:
			if g.Val == "[]byte" || g.Val == "string" {
				return 0 // bytes and text are described alike
			}
			return -1
		case t.Op == Encoded:
			if g.Val == "[]byte" || g.Val == "string" {
				return 0
			}
			return -1
		case t.Op == Error:
			return -1 // of no named type outside package errors
		default:
			return 0
		}
		if strings.TrimPrefix(g.Val, "*") == name {
			return +1
		}
		if !strings.Contains(g.Val, ".") && g.Val != "error" { // an unnamed type
			return -1
		}
		return 0 // it may be an interface
	}
	return 0
}

// Wrapped returns the errors that are part of an error's text.
func (t *Term) Wrapped() (list Value) {
	for _, a := range t.Args {
		for _, u := range a {
			if u.Err {
				list = append(list, u)
			} else {
				list = append(list, u.Wrapped()...)
			}
		}
	}
	return list
}

// DeclaredIn returns the path of the package in which a function or method is
// declared, as its full name has it; "" if there is no name.
func DeclaredIn(name string) string {
	name = strings.TrimLeft(name, "(*")
	name, _, _ = strings.Cut(name, "[") // what a generic type is made for
	slash := strings.LastIndexByte(name, '/') + 1
	if dot := strings.IndexByte(name[slash:], '.'); dot >= 0 {
		return name[:slash+dot]
	}
	return ""
}

// Chained reports whether a guard looks for an error in a chain.
func (g Guard) Chained() bool { return g.Kind == GuardIs || g.Kind == GuardAs || g.Kind == GuardVar }

// OfError reports whether a guard says of which kind an error is.
func (g Guard) OfError() bool { return g.Chained() || g.Kind == GuardType || g.Kind == GuardSays }

// MayBe reports whether the dynamic type of a constant may be the one of a name.
func (t *Term) MayBe(name string) bool {
	return t.Type == nil || name == "" || DynamicName(t.Type) == name
}

// DynamicName returns the name of the dynamic type of a value, that of a basic type, too.
func DynamicName(t types.Type) string {
	if b, ok := types.Unalias(t).(*types.Basic); ok {
		return b.Name()
	}
	return typeutil.Name(t)
}

// A Guard is a condition on a parameter: "param1.Err is not nil".
type Guard struct {
	Index int
	Path  string
	Kind  GuardKind
	Val   string // for GuardConst the exact constant, else the name of the type or variable
	Neg   bool
	Fn    *ssa.Function // whose parameter it is; nil in facts
}

// GuardKind says what a Guard compares a parameter with.
type GuardKind uint8

const (
	GuardNil   GuardKind = iota // with nil
	GuardConst                  // with a constant
	GuardType                   // with a type
	GuardIs                     // whether the chain of an error has the one in a package's variable
	GuardAs                     // whether the chain of an error has one of a type
	GuardVar                    // with the error in a package's variable
	GuardEmpty                  // whether a list, or the rest of a call's arguments, is empty
	GuardLess                   // whether a number is less than a constant
	GuardSays                   // whether a function that takes an error alone says so of it
)

func (g Guard) String() string {
	s := "param" + strconv.Itoa(g.Index) + g.Path
	eq := " == "
	if g.Neg {
		eq = " != "
	}
	switch g.Kind {
	case GuardNil:
		return s + eq + "nil"
	case GuardConst:
		return s + eq + g.Val
	case GuardVar:
		return s + eq + shortName(g.Val)
	case GuardLess:
		if g.Neg {
			return s + " >= " + g.Val
		}
		return s + " < " + g.Val
	case GuardEmpty:
		if g.Neg {
			return s + " is not empty"
		}
		return s + " is empty"
	case GuardSays:
		if g.Neg {
			return "not " + shortName(g.Val) + "(" + s + ")"
		}
		return shortName(g.Val) + "(" + s + ")"
	case GuardIs, GuardAs:
		if g.Neg {
			return s + " wraps no " + shortName(g.Val)
		}
		return s + " wraps " + shortName(g.Val)
	default:
		if g.Neg {
			return s + " is not " + g.Val
		}
		return s + " is " + g.Val
	}
}

// not returns the condition that holds where g does not.
func (g Guard) not() Guard {
	g.Neg = !g.Neg
	return g
}

// same reports whether two guards are about one comparison, whatever it gives.
func (g Guard) same(h Guard) bool {
	return g.Index == h.Index && g.Path == h.Path && g.Kind == h.Kind && g.Val == h.Val
}
