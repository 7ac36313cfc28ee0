package leak

import (
	"go/token"
	"slices"

	"github.com/respvet/respvet/passes/internal/defect"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/valueflow/origin"
)

// A Note says what was decided of one error whose text is in a response.
type Note struct {
	Response *summary.Response
	Text     token.Pos // where it becomes text, NoPos in another package
	Origin   token.Pos // where the error comes from, NoPos if that is not in this package
	From     string    // the call or variable that it comes from, "" if unknown
	Type     string    // its type, "path.Name", "" if unknown
	Reason   Reason
}

// A Reason is why the text of an error is taken for internal or not.
type Reason string

// The reasons.
const (
	Internal     Reason = "internal"   // it is sent, and nothing proves it public
	Constant     Reason = "constant"   // its text is made of constants and plain values
	Sentinel     Reason = "sentinel"   // it is a variable of a package
	Declared     Reason = "declared"   // //respvet:public says so of its type
	OfCaller     Reason = "caller"     // it is a parameter: the callers decide
	Mode         Reason = "mode"       // a mode of the program decides whether it is sent
	Asked        Reason = "asked"      // an interface of its own was asked for its text
	NobodyThere  Reason = "gone"       // it is that of writing to the client, or of encoding a value
	GivenUp      Reason = "unfinished" // a bound was reached before its origin was found
	JudgedBefore Reason = "elsewhere"  // it is a response by itself, judged where it is made
)

// Explain returns what was decided of each error whose text is in a response of the
// package, in the order of the source. It asks what [Leaks.Find] asks.
func (p *Leaks) Explain() (notes []Note) {
	for s := range defect.Each(slices.Concat(p.Found.Responses, p.Found.ErrorResponses, p.Found.Returned)) {
		if p.replaced(s) {
			continue
		}
		p.notes = &notes
		var fs []found
		p.find(s.Code.Write.Body.Value, s, place{}, make(map[*origin.Term]bool), &fs, 0)
		p.notes = nil
	}
	return notes
}

// note remembers a decision, if somebody has asked for it.
func (p *Leaks) note(e *origin.Term, s *summary.Response, at place, reason Reason) {
	if p.notes == nil {
		return
	}
	n := Note{Response: s, Text: at.pos, Type: e.TypeName, Reason: reason}
	if call := p.Index.Call(at.pos); call != nil {
		n.Text = call.Pos() // where a finding would stand
	}
	if e.Pos.IsValid() && e.Pos != at.pos {
		n.Origin = e.Pos
	}
	if e.Op == origin.Opaque || e.Op == origin.Global {
		n.From = e.Name
	}
	if e.Var != "" {
		n.From = e.Var
	}
	*p.notes = append(*p.notes, n)
}

// decided notes that the text of an error was looked through, and whether anything in it
// was found to be internal.
func (p *Leaks) decided(e *origin.Term, s *summary.Response, at place, before, after int) {
	if before == after && e.Err {
		reason := Constant
		if e.Var != "" {
			reason = Sentinel
		}
		p.note(e, s, at, reason)
	}
}

// why is the reason for which a term is not looked at at all.
func why(e *origin.Term) Reason {
	switch {
	case e.Gated:
		return Mode
	case e.Offered:
		return Asked
	case e.Gone:
		return NobodyThere
	}
	return GivenUp
}
