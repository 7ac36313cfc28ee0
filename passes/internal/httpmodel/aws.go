package httpmodel

import (
	"go/types"
	"strings"
	"time"
)

// The SDK of AWS sends a request three times at most unless it is told otherwise.
// What it retries it sees by the status or by a code in the response, which may come
// with any status. A quota ends the attempts as well: nothing is without end.

const (
	awsPkg      = "github.com/aws/aws-sdk-go-v2/aws"
	awsRetryPkg = awsPkg + "/retry"
	awsServices = "github.com/aws/aws-sdk-go-v2/service/"
	// awsService stands for all of them: their clients are generated and alike.
	awsService = awsServices + "sts"
)

// isAWSService reports whether a package is a generated client.
func isAWSService(path string) bool {
	name, ok := strings.CutPrefix(path, awsServices)
	return ok && name != "" && name != "internal" && !strings.Contains(name, "/")
}

// Whether a Retry-After counts, an environment variable decides.
func awsStandard() Retrier {
	return Retrier{
		Type: "Standard", Attempts: awsOption("MaxAttempts"), Default: 3,
		If:   awsOption("Retryables"),
		Wait: awsOption("Backoff"), WaitElse: awsDelay(), Cap: awsOption("MaxBackoff"), RetryAfter: undecided(),
		AnyMethod: boolean(true), Rewinds: boolean(true), Context: boolean(true), Exhausted: boolean(true),
	}
}

func awsAgain() Expr {
	return or(statuses(500, 502, 503, 504), whenError(), undecided())
}

func awsDelay() Expr {
	return wait(DelayExponential, Member{DelayJitter, boolean(true)})
}

// awsOption returns a member of the options that a retryer or a client keeps.
func awsOption(name string) Expr { return below(member("options"), name) }

// awsAdaptive returns the retrier that sends fewer requests where many fail. What it
// is told goes to the standard one.
func awsAdaptive() Retrier {
	r := awsStandard()
	r.Type, r.Attempts, r.If = "AdaptiveMode", undecided(), undecided()
	r.Wait, r.WaitElse, r.Cap = undecided(), Expr{}, Expr{}
	return r
}

func awsRetryRetriers() []Retrier {
	return []Retrier{
		awsStandard(),
		awsAdaptive(),
		// What asks a retryer; it stands for one that is told how often, too, whose own type
		// nobody else can name.
		{Type: "Attempt", Instead: member("retryer"), Attempts: member("max")},
	}
}

// awsClient is a client with a retryer of its own, or else the standard one.
func awsClient() Retrier {
	return Retrier{
		Type: "Client", Instead: awsOption("Retryer"), Attempts: awsOption("RetryMaxAttempts"), Default: 3,
		If: awsAgain(), Wait: awsDelay(), Cap: nanoseconds(20 * time.Second), RetryAfter: undecided(),
		AnyMethod: boolean(true), Rewinds: boolean(true), Context: boolean(true), Exhausted: boolean(true),
	}
}

func awsRows() []Row {
	return []Row{
		{Name: "NewConfig", Results: []Expr{made("Config")}, Pure: true},
		{Recv: "Config", Name: "Copy", Results: []Expr{arg(0)}, Pure: true},
	}
}

func awsRetryRows() []Row {
	standard := made("Standard", Member{"options", options(0, made("StandardOptions",
		Member{"Retryables", awsAgain()}, Member{"MaxBackoff", nanoseconds(20 * time.Second)}))})
	delay := func(longest Expr) Expr {
		return wait(DelayExponential, Member{DelayJitter, boolean(true)}, Member{DelayCap, longest})
	}
	return []Row{
		{Name: "NewStandard", Results: []Expr{standard}, Pure: true},
		{Name: "NewAdaptiveMode", Results: []Expr{made("AdaptiveMode")}, Pure: true},
		{Name: "NewExponentialJitterBackoff", Results: []Expr{delay(arg(0))}, Pure: true},
		{Name: "AddWithMaxAttempts", Results: []Expr{made("Attempt", Member{"retryer", arg(0)}, Member{"max", arg(1)})}, Pure: true},
		{Name: "AddWithMaxBackoffDelay", Results: []Expr{with(arg(0), Member{"options", with(member("options"), Member{"Backoff", delay(arg(1))})})}, Pure: true},
		{Name: "AddWithErrorCodes", Results: []Expr{arg(0)}, Pure: true}, // they may come with any status
	}
}

func awsServiceRows() []Row {
	config := made("Options", Member{"Retryer", member("Retryer")}, Member{"RetryMaxAttempts", member("RetryMaxAttempts")})
	return []Row{
		{Name: "New", Results: []Expr{made("Client", Member{"options", options(1, arg(0))})}, Pure: true},
		{Name: "NewFromConfig", Results: []Expr{made("Client", Member{"options", options(1, config)})}, Pure: true},
	}
}

// awsOperation returns the row of a client's method that calls an operation of its
// service: it takes a context, what it asks and options, and gives what it got.
func awsOperation(fn *types.Func) *Row {
	sig := fn.Signature()
	if RecvName(fn) != "Client" || !fn.Exported() || !sig.Variadic() || sig.Params().Len() != 3 || sig.Results().Len() != 2 ||
		!isPointerTo(sig.Params().At(1).Type(), fn.Pkg(), fn.Name()+"Input") || !isPointerTo(sig.Results().At(0).Type(), fn.Pkg(), fn.Name()+"Output") {
		return nil
	}
	// The options of one call change a copy of the client's.
	client := options(3, arg(0))
	client.Name = "options"
	return &Row{
		Pkg: fn.Pkg().Path(), Recv: "Client", Name: fn.Name(), Pure: true,
		Request: &Request{Client: client, Method: undecided(), URL: undecided(), Context: arg(1), Response: -1, Checked: true},
	}
}

// isPointerTo reports whether a type is a pointer to a type of a package.
func isPointerTo(t types.Type, pkg *types.Package, name string) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	return ok && n.Obj().Pkg() == pkg && n.Obj().Name() == name
}
