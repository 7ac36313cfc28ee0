package badretry

import (
	"slices"

	"github.com/respvet/respvet/passes/requests"
	"github.com/respvet/respvet/passes/requests/policy"
	"golang.org/x/tools/go/analysis"
)

// What is sent again, and what is left behind.

// clientErrors are mistakes of the client that no other attempt gets right. Who
// names one of them alone knows an API where that is otherwise.
var clientErrors = [...]int{400, 403, 404, 422}

// condition looks for a request that is sent again although it was wrong.
func (k *check) condition() {
	r := k.repeat
	if r.Runs || r.Limit.Configured && !k.contract.Chosen && !all {
		return
	}
	for _, status := range clientErrors {
		if r.Statuses.Of(status) != policy.Yes {
			return
		}
	}
	at := head(r.At)
	var fixes []analysis.SuggestedFix
	if l := r.Loop; l != nil {
		if l.Streams {
			return
		}
		fixes = refused(k.pass, k.contract, r)
		at = l.Call
		if l.Test.Cond != nil && !l.Test.Passes {
			at = l.Test.Cond
		}
	}
	k.found("clienterror", at, fixes, "%s after a 400, 403, 404 or 422 too: the same request gets the same response", k.who())
}

// methods looks for requests that may be carried out twice. 429 and 503 say that
// they were not.
func (k *check) methods() {
	r := k.repeat
	if r.AnyMethod != policy.Yes && !r.Runs || r.Errors != policy.Yes && r.Statuses.Of(500) != policy.Yes {
		return
	}
	for _, s := range r.Sites {
		method := s.Message.Method
		if method == "" { // what callers choose
			i := slices.IndexFunc(s.Message.Methods, func(m string) bool { return !policy.Idempotent(m) })
			if i < 0 {
				continue
			}
			method = s.Message.Methods[i]
		}
		if s.MayKey || s.Cause().MayKey || method != "POST" && method != "PATCH" {
			continue
		}
		at := s.At.Call
		if r.Loop != nil {
			at = r.Loop.Call
		}
		k.found("method", at, nil, "%s without an Idempotency-Key is retried after an error: the operation may be performed twice", method)
	}
}

// body looks for bodies that were read.
func (k *check) body() {
	for _, spent := range k.repeat.Spent {
		api := spent.Site.By.API
		if l := k.repeat.Loop; l != nil && !spent.Away {
			api = l.API
		}
		k.found("body", spent.Expr, rewound(k.pass, k.repeat, spent), "%s is consumed by the first attempt of %s: the next attempt sends an empty body", source(k.pass, spent.Expr), api)
	}
}

// left looks for a function that is run again and leaves a body open.
func (k *check) left() {
	if s := k.repeat.Left; s != nil && (k.repeat.Loop == nil || !k.repeat.Loop.Response.Unclosed) {
		k.found("bodyclose", s.At.Call, nil, "%s without closing the response body: each attempt leaks a connection", k.who())
	}
}

// loop looks for what only those do wrong who write the loop themselves.
func (k *check) loop(l *requests.Loop) {
	if l.Response.Unclosed {
		k.found("bodyclose", l.Call, closing(k.pass, k.repeat), "%s without closing the response body: each attempt leaks a connection", k.who())
	}
	for _, w := range l.Waits {
		if w.Sleeps && l.Context.Var != nil && !l.Context.Asked {
			k.found("context", w.Call, cancelled(k.pass, w, l), "wait between attempts ignores %s: a caller that cancels still waits", l.Context.Var.Name())
		}
	}
}
