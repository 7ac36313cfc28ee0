package explain

import (
	"cmp"
	"slices"

	"github.com/respvet/respvet/passes/responses"
	"github.com/respvet/respvet/passes/responses/leak"
)

// maxCallers is how many of the calls that pass an error to a helper have a trail.
const maxCallers = 5

// leak tells of internal text, by each of the callers that pass it to a helper.
func (t *teller) leak(l *responses.Leak) {
	from := step{l.Origin(), "the error comes from here"}
	switch {
	case l.From.Source == responses.SourcePanic:
		from.message = "the value of the panic is recovered here"
	case l.From.Call != "":
		from.message = "the error comes from " + t.res.Named(l.From.Call)
	}
	text := step{l.At.Node.Pos(), "it becomes text here"}
	if l.From.Source == responses.SourceStack {
		text.message = "the stack is taken here"
	}
	sent := t.sent(l.Response)
	if l.At.Node == l.Response.At.Node { // one call prints it and sends it
		text.message = ""
	}
	silent := ""
	switch {
	case l.PartOf(t.contract.PublicType):
		silent = "the error is public: `public-errors` in the configuration names its type"
	case l.Helper.Call:
		silent = "an internal error is passed to " + l.Helper.Name + ": the finding is where its text is sent; -errleak.callers reports this call too"
	}
	passed := l.Helper.Passed[:min(len(l.Helper.Passed), maxCallers)]
	if len(passed) == 0 {
		t.add("errleak", l.At.Node.Pos(), silent, append([]step{from, text}, sent...)...)
	}
	for i, pos := range passed {
		steps := []step{{pos, "an internal error is passed here"}, text}
		if i == 0 && l.Origin().IsValid() {
			steps = append([]step{from}, steps...)
		}
		if slices.Contains(passed, l.Response.At.Node.Pos()) {
			steps = append(steps, sent[1:]...) // the call that passes it is the response
		} else {
			steps = append(steps, sent...)
		}
		t.add("errleak", l.At.Node.Pos(), silent, steps...)
	}
}

// silences are why the text of an error is not reported.
var silences = map[responses.LeakReason]string{
	leak.Constant:     "the error is proven public: its text is made of constants and plain values",
	leak.Sentinel:     "the error is proven public: it is a variable of a package",
	leak.Declared:     "the error is public: //respvet:public marks its type or function",
	leak.OfCaller:     "the error is a parameter: the calls of this function are checked",
	leak.Mode:         "the text is sent only in a debug or development mode of the program",
	leak.Asked:        "the text comes from a method that is not Error",
	leak.NobodyThere:  "the error is that of writing to the client, or of encoding a value",
	leak.GivenUp:      "the origin of the error is not known: evaluation stopped at a bound",
	leak.JudgedBefore: "the error is a response itself, and is checked where it is created",
}

// note tells why the text of an error is not internal. What is, a leak tells better.
func (t *teller) note(n leak.Note) {
	silent := silences[n.Reason]
	if silent == "" {
		return
	}
	switch {
	case n.Reason == leak.Sentinel && n.From != "":
		silent += ", " + t.res.Named(n.From)
	case n.Type != "" && n.Reason == leak.Declared:
		silent += ", " + t.res.Named(n.Type)
	}
	at := cmp.Or(n.Text, n.Response.At.Node.Pos())
	if n.Reason == leak.OfCaller && slices.ContainsFunc(t.trails, func(o Trail) bool { return o.Rule == "errleak" && o.Place == t.place(at) }) {
		return // the trails of the callers say so
	}
	from := step{n.Origin, "the error comes from here"}
	if n.Reason == leak.Constant {
		from.message = "the error is created here"
	}
	if n.From != "" {
		from.message = "the error comes from " + t.res.Named(n.From)
	}
	t.add("errleak", at, silent, append([]step{from, {n.Text, "it becomes text here"}}, t.sent(n.Response)...)...)
}
