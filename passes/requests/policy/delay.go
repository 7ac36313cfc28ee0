package policy

import (
	"time"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/valueflow/origin"
	"golang.org/x/tools/go/ssa"
)

// A DelayForm is how the delay before an attempt grows from one to the next.
type DelayForm string

const (
	DelayUnknown     DelayForm = ""
	DelayNone        DelayForm = httpmodel.DelayNone
	DelayConstant    DelayForm = httpmodel.DelayConstant
	DelayLinear      DelayForm = httpmodel.DelayLinear
	DelayExponential DelayForm = httpmodel.DelayExponential
)

// A Delay is what is waited before an attempt.
type Delay struct {
	Form   DelayForm
	Jitter Truth         // chance has a part in it
	Min    time.Duration // the first one, 0 if it is not known
	Cap    time.Duration // the longest one, 0 if there is no bound or it is not known
}

// RetryAfter is what becomes of the header field Retry-After.
type RetryAfter string

const (
	RetryAfterUnknown  RetryAfter = ""
	RetryAfterIgnored  RetryAfter = httpmodel.RetryAfterIgnored
	RetryAfterHonoured RetryAfter = httpmodel.RetryAfterHonoured // however long it is
	RetryAfterCapped   RetryAfter = httpmodel.RetryAfterCapped
)

// waits returns the delay of a value of a type that the model knows.
func (ps *Policies) waits(r *httpmodel.Retrier, member func(httpmodel.Expr) origin.Value) (Delay, RetryAfter) {
	wait := member(r.Wait)
	if r.WaitElse.Op != 0 && flag(wait) == No {
		wait = member(r.WaitElse)
	}
	d, after := ps.delay(wait)
	if d.Form != DelayNone && d.Min == 0 {
		d.Min = duration(member(r.Min))
	}
	if d.Form != DelayNone && d.Cap == 0 {
		d.Cap = duration(member(r.Cap))
	}
	if d.Cap > 0 && d.Cap <= d.Min && len(wait) > 0 && flag(origin.Select(wait, "."+httpmodel.DelayWithin)) == Yes {
		d.Form, d.Jitter = DelayConstant, No // nothing is left to grow
	}
	if d.Form == DelayConstant && d.Cap > 0 {
		d.Min = min(d.Min, d.Cap)
	}
	return d, after
}

// delay reads a delay, or a function that gives one.
func (ps *Policies) delay(v origin.Value) (d Delay, after RetryAfter) {
	for i, t := range v {
		e, f := ps.delayOf(t)
		if i == 0 {
			d, after = e, f
			continue
		}
		d = Delay{Agreed(d.Form, e.Form), d.Jitter.Same(e.Jitter), Agreed(d.Min, e.Min), Agreed(d.Cap, e.Cap)}
		after = Agreed(after, f)
	}
	if len(v) == 0 {
		return Delay{Form: DelayNone, Jitter: No}, RetryAfterIgnored
	}
	return d, after
}

func (ps *Policies) delayOf(t *origin.Term) (Delay, RetryAfter) {
	switch t.Op {
	case origin.Zero:
		return Delay{Form: DelayNone, Jitter: No}, RetryAfterIgnored
	case origin.Func:
		if is := ps.meaning(t); is != nil {
			return ps.delay(is)
		}
		if d := ps.always(t.Fn); d > 0 {
			return Delay{Form: DelayConstant, Jitter: No, Min: d}, RetryAfterIgnored
		}
		return Delay{}, RetryAfterUnknown
	case origin.Object:
	default:
		return Delay{}, RetryAfterUnknown
	}
	if r := ps.flow.Model().RetrierOf(ps.flow.TypeOf(t)); r != nil && r.Wait.Op != 0 {
		return ps.waits(r, ps.About(t))
	}
	if sum, ok := t.Member(httpmodel.DelaySum); ok {
		// One of several that are added up is enough to make it grow, or to bring
		// chance in.
		d := Delay{Form: DelayNone, Jitter: No}
		for _, u := range sum {
			e, _ := ps.delayOf(u)
			if grows[e.Form] > grows[d.Form] || e.Form == DelayUnknown {
				d.Form = e.Form
			}
			d.Jitter = d.Jitter.Or(e.Jitter)
			d.Min += e.Min
		}
		return d, RetryAfterIgnored
	}
	get := func(name string) origin.Value { return origin.Select(origin.Value{t}, "."+name) }
	d := Delay{DelayForm(text(get(httpmodel.DelayShape))), flag(get(httpmodel.DelayJitter)), duration(get(httpmodel.DelayMin)), duration(get(httpmodel.DelayCap))}
	after := RetryAfter(text(get(httpmodel.DelayAfter)))
	if a, ok := t.Member(httpmodel.DelayAfter); !ok || flag(a) == No {
		after = RetryAfterIgnored
	}
	if d.Form == DelayConstant && flag(get(httpmodel.DelayMin)) == No {
		d.Form = DelayNone
	}
	return d, after
}

// always returns the delay that a function gives whatever it is given, 0 if there is
// no such delay.
func (ps *Policies) always(fn *ssa.Function) time.Duration {
	if fn == nil || len(fn.Blocks) == 0 || fn.Signature.Results().Len() == 0 {
		return 0
	}
	var v origin.Value
	for _, r := range ps.flow.Summary(fn).Rows {
		v = append(v, r.Results[0]...)
	}
	return duration(v)
}

var grows = map[DelayForm]int{DelayConstant: 1, DelayLinear: 2, DelayExponential: 3}
