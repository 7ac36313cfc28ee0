package control

import (
	"go/constant"
	"maps"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/paths"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"github.com/respvet/respvet/passes/internal/typeutil"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A Sending is what is known of a call that has returned: whether it has sent a
// response, or begun one, through a writer. It is the one lattice for the rules that
// ask what was sent before: missingreturn, lateheader, noresponse and bodyless.
//
//	            MaySend
//	      /        |        \
//	SendsIfFails   |    SendsAlways
//	      \   SendsByResult  /
//	       \       |        /
//	           SendsNever
//
// SendsByResult becomes SendsAlways or SendsNever on a path on which the result that
// tells is known: see sentOn. Whatever is not read may send.
type Sending uint8

// The elements of the lattice.
const (
	SendsNever Sending = iota
	// SendsIfFails is a call whose own statuses are sent only where something inside
	// it has failed, and no result says whether they were: a page's renderer that
	// responds with 500 where the template fails. What it writes beside them goes out
	// under the status that was set before.
	SendsIfFails
	SendsByResult // one of the results says whether it has sent
	SendsAlways
	MaySend
)

// A sent is what a call has sent when it returns.
type sent struct {
	Sending
	sign  *summary.Sign      // the result that tells; of SendsByResult alone
	truth map[ssa.Value]bool // what its results are where it has sent, as in a Env
}

// sendingOf finds out what a call has sent through a writer.
func (p *Control) sendingOf(call *ssa.Call, w valueflow.Loc) sent {
	if row := p.Flow.Row(&call.Call); row != nil {
		return p.rowSending(row, call, w)
	}
	targets := p.Flow.Targets(call)
	switch len(targets) {
	case 0:
		return sent{Sending: p.unreadSending(call, w)}
	case 1:
	default:
		return p.sendingByDispatch(call, targets, w)
	}
	t := targets[0]
	if t.Fn != nil {
		if param, yes, no, ok := p.byError(t.Fn); ok {
			return p.sendingByError(call, t.Args[param], yes, no)
		}
	}
	yes, no, known := sendingRows(t)
	if fails := p.writesWhereItFails(call); !known || fails {
		if out, ok := p.sendingByWays(call, t, w); ok {
			return out
		}
		if fails {
			return sent{Sending: MaySend}
		}
	}
	return p.sendingByRows(call, w, yes, no, known)
}

// sendingByDispatch says what a call has sent that runs one of several functions.
func (p *Control) sendingByDispatch(call *ssa.Call, targets []valueflow.Target, w valueflow.Loc) sent {
	yes, no, known := rowsOf(targets)
	return p.sendingByRows(call, w, yes, no, known)
}

// rowsOf divides the ways in which one of several functions returns, as sendingRows does; known
// is false if that cannot be told of one of them.
func rowsOf(targets []valueflow.Target) (yes, no []origin.Row, known bool) {
	for _, t := range targets {
		y, n, known := sendingRows(t)
		if !known || len(y)+len(n) == 0 {
			return nil, nil, false
		}
		yes, no = append(yes, y...), append(no, n...)
	}
	return yes, no, len(targets) > 0
}

// sendingByRows says what a call has sent by the ways in which what it runs returns: having
// sent, or not.
func (p *Control) sendingByRows(call *ssa.Call, w valueflow.Loc, yes, no []origin.Row, known bool) sent {
	switch {
	case !known || len(yes)+len(no) == 0:
		return sent{Sending: p.unreadSending(call, w)}
	case len(yes) == 0:
		return sent{Sending: p.sendingOfSilent(call, w)}
	}
	out := sent{Sending: SendsAlways, truth: make(map[ssa.Value]bool)}
	for i := range yes[0].Results {
		val, known := sameResult(yes, i)
		other, otherKnown := sameResult(no, i)
		if !known || len(no) > 0 && (!otherKnown || val == other) {
			continue
		}
		if out.sign == nil && len(no) > 0 {
			out.Sending, out.sign = SendsByResult, &summary.Sign{Index: i, Sent: val}
		}
		if v := ssautil.Result(call, i); v != nil {
			out.truth[v] = val
		}
	}
	if len(no) > 0 && out.sign == nil {
		return sent{Sending: p.unreadSending(call, w)}
	}
	return out
}

// rowSending says what a call of the model has sent.
func (p *Control) rowSending(row *httpmodel.Row, call *ssa.Call, w valueflow.Loc) sent {
	switch {
	case row.Runs != nil:
		return sent{Sending: MaySend}
	case row.Response != nil:
		switch row.Response.Kind {
		case httpmodel.SetHeader, httpmodel.AddHeader, httpmodel.DelHeader, httpmodel.Copy, httpmodel.SetStatus:
			return sent{Sending: SendsNever}
		}
		return sent{Sending: SendsAlways}
	case row.Fails != nil:
		n := call.Call.Signature().Results().Len() - 1
		out := sent{Sending: SendsByResult, sign: &summary.Sign{Index: n, Sent: true}, truth: make(map[ssa.Value]bool)}
		if v := ssautil.Result(call, n); v != nil {
			out.truth[v] = true
		}
		return out
	}
	return sent{Sending: SendsNever}
}

// unreadSending says what is known of a call whose results do not tell.
func (p *Control) unreadSending(call *ssa.Call, w valueflow.Loc) Sending {
	if p.onlyIfFails(call, w) {
		return SendsIfFails
	}
	return MaySend
}

// sendingOfSilent says what is known of a call of which no response was read.
func (p *Control) sendingOfSilent(call *ssa.Call, w valueflow.Loc) Sending {
	var given writer.ParamSet
	for i, a := range call.Call.Args {
		if slices.ContainsFunc(p.Flow.Roots(a), func(l valueflow.Loc) bool { return p.summaries.Belongs(l, w) }) {
			given = given.With(i)
		}
	}
	if p.writers.NeverWritesOf(call).Silent(given) {
		return SendsNever
	}
	return MaySend
}

// onlyIfFails reports whether a call has statuses of its own, and sends them only
// where something inside it has failed.
func (p *Control) onlyIfFails(call *ssa.Call, w valueflow.Loc) bool {
	own := false
	for _, a := range p.summaries.Events(call) {
		switch {
		case summary.SetsHeader(a) || !summary.SameWriter(a.To.Writer, w) || p.summaries.Inherits(call, a):
		case a.When.Failing || a.When.Fails:
			own = true
		default:
			return false
		}
	}
	return own
}

// sentOn says what a call has sent on a path on which results are known.
func (p *Control) sentOn(call *ssa.Call, w valueflow.Loc, truth map[ssa.Value]bool) Sending {
	s := p.sendingOf(call, w)
	if s.Sending != SendsByResult {
		return s.Sending
	}
	always, never := false, false
	for v, val := range s.truth { // each of them tells
		is, known := truth[v]
		always, never = always || known && is == val, never || known && is != val
	}
	switch {
	case always == never:
		return MaySend
	case always:
		return SendsAlways
	}
	return SendsNever
}

// addsBody reports whether a call goes on with a response of which only the status
// was sent: it writes the body, or may where that was not read, and has a status of
// its own only where it fails itself.
func (p *Control) addsBody(call *ssa.Call, w valueflow.Loc) bool {
	if p.Flow.Row(&call.Call) != nil || !p.onlyIfFails(call, w) {
		return false
	}
	if slices.ContainsFunc(p.summaries.Events(call), func(a *summary.Write) bool {
		return a.Kind == httpmodel.Body && summary.SameWriter(a.To.Writer, w) && p.summaries.Inherits(call, a)
	}) {
		return true
	}
	instrs := call.Block().Instrs
	next := slices.Index(instrs, ssa.Instruction(call)) + 1
	return next < len(instrs) && slices.ContainsFunc(p.Flow.Load(w.Member(valueflow.MemBody), instrs[next]),
		func(t *origin.Term) bool { return t.Op == origin.Unknown })
}

// whereSent says whether the call of a site has answered for certain, or by which
// result it tells, and what is known where it has; ok is false if that cannot be told.
func (p *Control) whereSent(s *summary.Response) (sign *summary.Sign, env paths.Env, ok bool) {
	env = paths.NewEnv()
	if s.By.Via == "" {
		return nil, env, true
	}
	sending := p.sendingOf(s.Code.Call, s.Code.Write.To.Writer)
	maps.Copy(env.True, sending.truth)
	return sending.sign, env, sending.Sending == SendsAlways || sending.Sending == SendsByResult
}

// resultsWhereSent returns what is known of a helper's results where it has answered
// on one of its ways; nil if that cannot be told of all of them. nilError says
// that its error is nil there: `return nil, c.JSON(404, …)` gives the error of
// writing.
func (p *Control) resultsWhereSent(s *summary.Response) (truth map[ssa.Value]bool, nilError bool) {
	targets := p.Flow.Targets(s.Code.Call)
	if s.By.Via == "" || len(targets) != 1 {
		return nil, false
	}
	yes, _, known := sendingRows(targets[0])
	if !known {
		return nil, false
	}
	truth = make(map[ssa.Value]bool)
	results := s.Code.Call.Call.Signature().Results()
	for i := range results.Len() {
		val, known := sameResult(yes, i)
		if v := ssautil.Result(s.Code.Call, i); known && v != nil {
			truth[v] = val
		}
		nilError = known && !val && typeutil.IsError(results.At(i).Type()) // it comes last
	}
	return truth, nilError
}

// sendingByError says what a helper has sent that responds if an argument is an error:
// it need not tell if that is known to be one.
func (p *Control) sendingByError(call *ssa.Call, arg ssa.Value, yes, no outcome) sent {
	isErr, known := paths.Entry(call.Block()).True[arg]
	if _, made := arg.(*ssa.MakeInterface); made {
		isErr, known = true, true
	}
	if known && !isErr {
		return sent{Sending: SendsNever}
	}
	out := sent{Sending: MaySend, truth: make(map[ssa.Value]bool)}
	if known {
		out.Sending = SendsAlways
	}
	for i := range call.Call.Signature().Results().Len() {
		val, given := yes.results[i]
		other, otherGiven := no.results[i]
		if !given || !known && (!otherGiven || val == other) {
			continue
		}
		if out.sign == nil && !known {
			out.Sending, out.sign = SendsByResult, &summary.Sign{Index: i, Sent: val}
		}
		if v := ssautil.Result(call, i); v != nil {
			out.truth[v] = val
		}
	}
	return out
}

// sendingRows divides a function's ways of returning into those on which it has sent
// and the others; known is false if that cannot be told of one.
func sendingRows(t valueflow.Target) (yes, no []origin.Row, known bool) {
	for _, r := range t.Rows() {
		switch sent, known := rowSends(r); {
		case !known:
			return nil, nil, false
		case sent:
			yes = append(yes, r)
		default:
			no = append(no, r)
		}
	}
	return yes, no, true
}

// sameResult returns what result i is in all rows: for a boolean its value, for
// what can be nil whether it is not nil.
func sameResult(rows []origin.Row, i int) (val, known bool) {
	for k, r := range rows {
		if i >= len(r.Results) || len(r.Results[i]) == 0 {
			return false, false
		}
		for j, t := range r.Results[i] {
			var v bool
			switch {
			case t.Op == origin.Zero:
				v = false
			case t.Op == origin.Const && t.Const.Kind() == constant.Bool:
				v = constant.BoolVal(t.Const)
			case t.Op == origin.Object, t.Op == origin.Error, t.Op == origin.Opaque && t.Err, t.Op == origin.Global && t.Err:
				v = true
			case t.Op == origin.Param && t.Err:
				v = true // handed back where it was found to be one
			default:
				return false, false
			}
			if (k > 0 || j > 0) && v != val {
				return false, false
			}
			val = v
		}
	}
	return val, len(rows) > 0
}

// rowSends says whether a way of returning has answered, if that is known.
func rowSends(r origin.Row) (sent, known bool) {
	for _, e := range r.Effects {
		if strings.HasSuffix(e.Path, valueflow.MemSent) {
			return true, !slices.ContainsFunc(e.Value, func(t *origin.Term) bool { return t.Op != origin.Const })
		}
	}
	return false, true
}

// SentBy returns the call that has begun a response before an instruction, as one of
// its results says there, nil if there is none. Of several it is the first.
func (p *Control) SentBy(instr ssa.Instruction, w valueflow.Loc) (by *ssa.Call) {
	if c := p.Flow.Model().ContextOf(w.Type()); c != nil && c.Buffered {
		return nil
	}
	truth := paths.Entry(instr.Block()).True
	for v := range truth {
		call, ok := v.(*ssa.Call)
		if !ok {
			call, ok = ssautil.TupleOf(v).(*ssa.Call)
		}
		if !ok || by != nil && !ssautil.RunsBefore(call, by) || !slices.ContainsFunc(p.summaries.Events(call), func(a *summary.Write) bool {
			return !summary.SetsHeader(a) && summary.SameWriter(a.To.Writer, w)
		}) {
			continue
		}
		if s := p.sendingOf(call, w); s.Sending == SendsByResult && p.sentOn(call, w, truth) == SendsAlways {
			by = call
		}
	}
	return by
}

// resultSaysSent returns the call that an instruction is, and what is known of it, if one of
// its results says whether it has sent a response.
func (p *Control) resultSaysSent(instr ssa.Instruction) (call *ssa.Call, s sent, ok bool) {
	if call, ok = instr.(*ssa.Call); !ok {
		return nil, sent{}, false
	}
	for _, a := range p.summaries.Events(call) {
		if summary.SetsHeader(a) {
			continue
		}
		if s = p.sendingOf(call, a.To.Writer); s.Sending != SendsByResult {
			return nil, sent{}, false
		}
	}
	return call, s, s.Sending == SendsByResult
}

// statusBegun returns the status under which the body of a site goes out, as the
// result of the call says that has sent it, 0 if that is not known.
func (p *Control) statusBegun(s *summary.Response) (code int) {
	if !p.summaries.Inherits(s.Code.Call, s.Code.Write) {
		return 0
	}
	by := p.SentBy(s.Code.Call, s.Code.Write.To.Writer)
	if by == nil {
		return 0
	}
	for _, a := range p.summaries.Events(by) {
		if summary.SetsHeader(a) || !summary.SameWriter(a.To.Writer, s.Code.Write.To.Writer) {
			continue
		}
		c := summary.Only(a.Status.Value)
		if c == 0 || code != 0 && c != code {
			return 0
		}
		code = c
	}
	return code
}
