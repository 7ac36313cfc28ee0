package httpmodel

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// How a file writes an Expr. What has no operands is a word: "arg 1", "nil", "stack"; a
// number or a truth value is itself. The rest is a mapping: the operator, with what it is
// applied to, and what else it needs.
//
//	body: {json: {object: {message: arg 2}}}
//	results: [{member: Code, of: arg 1}]

// An operand is what the value of a key says of an Expr.
type operand uint8

const (
	noOperand operand = iota
	toArg             // Arg: the index of an argument
	toInt             // Int: likewise
	toName            // Name
	toType            // Name, of a type
	toX               // the only one of Args, or the first
	toElse            // the second
	toArgs            // all of Args
	toMembers
	toOpen // Int: 1 if true
)

// A spelling says how files write an operator: as a word, or as a key whose value is the
// operand main, with further keys.
type spelling struct {
	op   Op
	word string
	main operand
	more []extra
}

type extra struct {
	key string
	is  operand
	may bool // it need not be there
}

var spellings = []spelling{
	{OpNil, "nil", noOperand, nil},
	{OpStack, "stack", noOperand, nil},
	{OpRecovered, "recovered", noOperand, nil},
	{OpParseError, "parse-error", noOperand, nil},
	{OpForeign, "foreign-error", noOperand, nil},
	{OpPlain, "plain", noOperand, nil},

	{OpRest, "rest", toArg, nil},
	{OpEach, "each", toArg, nil},
	{OpList, "any-of", toArg, nil},
	{OpPath, "path", toArg, nil},
	{OpFormat, "format", toArg, nil},
	{OpWrap, "wrap", toArg, nil},
	{OpJoined, "joined", toArg, nil},
	{OpHeader, "headers-of", toArg, nil},
	{OpContent, "content-of", toArg, nil},
	{OpStatus, "status-of", toArg, nil},
	{OpFound, "found-in", toArg, nil},
	{OpFirst, "first", toArg, []extra{{"else", toX, false}}},
	{OpIn, "in", toArg, []extra{{"is", toX, false}}},
	{OpIs, "chain-of", toArg, []extra{{"has", toInt, false}}},
	{OpAs, "chain", toArg, []extra{{"has-type-of", toInt, true}}},
	{OpOptions, "options", toArg, []extra{{"on", toX, false}, {"member", toName, true}}},

	{OpStr, "const", toName, nil},
	{OpVar, "var", toName, nil},
	{OpKept, "kept", toName, nil},
	{OpStack, "stack-file", toName, nil},
	{OpMethod, "method", toName, []extra{{"of", toX, false}}},
	{OpMember, "member", toName, []extra{{"of", toX, false}}},
	{OpNamed, "named", toName, []extra{{"is", toX, false}}},
	{OpMake, "make", toType, []extra{{"members", toMembers, true}, {"open", toOpen, true}}},
	{OpMake, "object", toMembers, []extra{{"open", toOpen, true}}},

	{OpText, "text", toX, nil},
	{OpError, "error", toX, nil},
	{OpCause, "cause-of", toX, nil},
	{OpBuffer, "buffer", toX, nil},
	{OpStatusText, "status-text", toX, nil},
	{OpEscape, "escape", toX, nil},
	{OpCode, "grpc-code", toX, nil},
	{OpMedia, "media-type", toX, nil},
	{OpGiven, "positive", toX, []extra{{"else", toElse, false}}},
	{OpWith, "with", toX, []extra{{"members", toMembers, false}}},
	{OpEncode, "json", toX, []extra{{"options", toElse, true}}},
	{OpEncode, "xml", toX, []extra{{"options", toElse, true}}},
	{OpEncode, "encode", toX, []extra{{"as", toName, false}, {"options", toElse, true}}},
	{OpJoin, "join", toArgs, nil},
	{OpOr, "or", toArgs, nil},
}

// kinds are the forms in which something is encoded.
var kinds = []string{string(JSON), string(XML), string(HTML), string(Stream), string(Other), string(Unknown), string(Text)}

// expr reads an expression. A text that is no word of the grammar is a constant where
// constant says so, and otherwise a mistake.
func (d *decoder) expr(y *conf.Value, constant bool) Expr {
	switch y.Kind {
	case yaml.ScalarNode:
		return d.word(y, constant)
	case yaml.MappingNode:
		return d.operation(y)
	}
	d.Wrong(y, "value", valueForms(d))
	return Expr{}
}

// valueForms says what may stand where a value is wanted.
func valueForms(d *decoder) string {
	forms := []string{"arg 1"}
	switch {
	case d.recv:
		forms = append(forms, "receiver")
	case d.about != aFunction && d.about != aVariable:
		forms = []string{"value", "member NAME", "method NAME"}
	}
	forms = append(forms, "a number, true, false")
	var keys []string
	for _, s := range spellings {
		if s.main == noOperand {
			forms = append(forms, s.word)
		} else {
			keys = append(keys, s.word)
		}
	}
	return strings.Join(append(forms, "unknown"), ", ") + ", or a mapping with one of " + strings.Join(keys, ", ")
}

// word reads an expression that is a scalar.
func (d *decoder) word(y *conf.Value, constant bool) Expr {
	switch y.Tag {
	case "!!int":
		if n, err := strconv.Atoi(y.Text); err == nil {
			return Expr{Op: OpInt, Int: n}
		}
	case "!!bool":
		return boolean(d.Truth(y, "value"))
	}
	if i, ok := d.index(y.Text); ok {
		return arg(i)
	}
	if name, ok := strings.CutPrefix(y.Text, "member "); ok && name != "" && d.about == aType {
		return member(name)
	}
	if name, ok := strings.CutPrefix(y.Text, "method "); ok && name != "" && d.about == aType {
		return method(name)
	}
	if i := slices.IndexFunc(spellings, func(s spelling) bool { return s.main == noOperand && s.word == y.Text }); i >= 0 {
		return Expr{Op: spellings[i].op}
	}
	switch {
	case y.Text == "unknown":
	case constant && y.Tag == "!!str" && y.Text != "":
		return str(y.Text)
	default:
		d.Wrong(y, "value", valueForms(d)+"; {const: …} is a text")
	}
	return Expr{}
}

// operation reads an expression that is a mapping.
func (d *decoder) operation(y *conf.Value) (e Expr) {
	i := slices.IndexFunc(spellings, func(s spelling) bool {
		return s.main != noOperand && y.Get(s.word) != nil && !slices.ContainsFunc(y.Keys, func(key *conf.Value) bool {
			return key.Text != s.word && !slices.ContainsFunc(s.more, func(m extra) bool { return m.key == key.Text })
		})
	})
	if i < 0 {
		d.mismatch(y)
		return e
	}
	s := spellings[i]
	e.Op = s.op
	if s.word == string(JSON) || s.word == string(XML) {
		e.Name = s.word
	}
	d.operand(&e, s.main, s.word, y.Get(s.word))
	for _, m := range s.more {
		switch of := y.Get(m.key); {
		case of != nil:
			d.operand(&e, m.is, m.key, of)
		case !m.may:
			d.Fail(y, s.word+" without "+m.key, s.usage())
			return Expr{}
		}
	}
	if s.op == OpEncode && !slices.Contains(kinds, e.Name) {
		d.Fail(y, "bad encoding "+conf.Quote(e.Name), strings.Join(kinds, ", "))
	}
	return e
}

// mismatch reports a mapping that is no expression.
func (d *decoder) mismatch(y *conf.Value) {
	for _, key := range y.Keys {
		if i := slices.IndexFunc(spellings, func(s spelling) bool { return s.main != noOperand && s.word == key.Text }); i >= 0 {
			var others []string
			for _, k := range y.Keys {
				if k != key {
					others = append(others, conf.Quote(k.Text))
				}
			}
			d.Fail(y, spellings[i].word+" with "+strings.Join(others, ", "), spellings[i].usage())
			return
		}
	}
	d.Fail(y, "a mapping that is not a value", valueForms(d))
}

// usage shows how an operator is written.
func (s spelling) usage() string {
	shown := map[operand]string{toArg: "arg 1", toInt: "arg 2", toName: "NAME", toType: "PATH.TYPE", toX: "VALUE", toElse: "VALUE", toArgs: "[VALUE, …]", toMembers: "{NAME: VALUE}", toOpen: "true"}
	parts := []string{s.word + ": " + shown[s.main]}
	for _, m := range s.more {
		parts = append(parts, m.key+": "+shown[m.is])
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// operand reads what a key of an operator has.
func (d *decoder) operand(e *Expr, is operand, key string, y *conf.Value) {
	x := func() Expr { return d.expr(y, false) }
	switch is {
	case toArg:
		e.Arg, _ = d.argument(y, key)
	case toInt:
		e.Int, _ = d.argument(y, key)
	case toName:
		if e.Op == OpStr && y.Kind == yaml.ScalarNode && y.Tag == "!!str" {
			e.Name = y.Text // which may be empty
			return
		}
		e.Name = d.Text(y, key)
	case toType:
		e.Name = d.typeName(y)
	case toX:
		e.Args = append([]Expr{x()}, e.Args...)
	case toElse:
		e.Args = append(e.Args, x())
	case toArgs:
		d.each(y, key, func(y *conf.Value) { e.Args = append(e.Args, d.expr(y, false)) })
	case toMembers:
		e.Members = d.members(y, key)
	case toOpen:
		if d.Truth(y, key) {
			e.Int = 1
		}
	}
}

// typeName reads the type of what is made: one of the entry's own package goes by its name.
func (d *decoder) typeName(y *conf.Value) string {
	path, recv, name, ok := split(y.Text)
	if y.Kind != yaml.ScalarNode || !ok || recv != "" {
		d.Wrong(y, "type", "an import path and a type, such as example.com/web.Error")
		return ""
	}
	if path == d.pkg {
		return name
	}
	return path + "." + name
}

// visit calls f for an expression and all that are in it.
func (e Expr) visit(f func(Expr)) {
	f(e)
	for _, x := range e.Args {
		x.visit(f)
	}
	for _, m := range e.Members {
		m.Value.visit(f)
	}
}

// spoken returns how many arguments the fields of a row or a route speak of, and the
// expressions in them.
func spoken(v reflect.Value) (arguments int, exprs []Expr) {
	note := func(i int) { arguments = max(arguments, i+1) }
	var walk func(v reflect.Value, key, as string)
	walk = func(v reflect.Value, key, as string) {
		if e, ok := v.Interface().(Expr); ok {
			e.visit(func(e Expr) {
				exprs = append(exprs, e)
				for _, s := range spellings {
					switch {
					case s.op != e.Op:
					case s.main == toArg:
						note(e.Arg)
					}
					for _, m := range s.more {
						if s.op == e.Op && m.is == toInt {
							note(e.Int)
						}
					}
				}
				if e.Op == OpArg {
					note(e.Arg)
				}
			})
			return
		}
		if r, ok := v.Interface().([]Response); ok { // of a result: it is sent through none of the arguments
			for _, r := range r {
				r.Writer = -1
				walk(reflect.ValueOf(r), key, as)
			}
			return
		}
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem(), key, as)
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i), key, as)
			}
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					key, as, _ := strings.Cut(v.Type().Field(i).Tag.Get("model"), ",")
					walk(v.Field(i), key, as)
				}
			}
		case reflect.Int:
			if as == "arg" && (v.Int() > 0 || !optional[key]) || key == "router" && v.Int() > 0 {
				note(int(v.Int()))
			}
		}
	}
	walk(v, "", "")
	return arguments, exprs
}
