// Package resend writes the code that sends a request again, for the fixes of the
// rules about retries: a http.RoundTripper of the standard library alone, since an
// edit can add no module.
package resend

import (
	"fmt"
	"go/ast"
	"go/types"
	"go/version"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/rule/edit"
	"golang.org/x/tools/go/analysis"
)

// transport is what the fix writes. It is the same text for every finding of a
// package, so that a driver writes it once.
//
// A response that asks for a longer time than anybody waits is handed on at once, as
// is one that asks for more than the context, or the client's Timeout, leaves: to
// come back earlier is what the server has asked not to do, and the response says more
// than that time is up.
const transport = `
// $type sends a request once more that is answered $statuses, at most $times:
// when Retry-After says, else after a random time out of one that doubles. It
// leaves alone what must not be done twice, and bodies that cannot be sent twice.
type $type struct {
	base $http.RoundTripper // nil is http.DefaultTransport
}

// RoundTrip implements http.RoundTripper.
func (t *$type) RoundTrip(req *$http.Request) (*$http.Response, error) {
	base := t.base
	if base == nil {
		base = $http.DefaultTransport
	}
	for retry := 0; ; retry++ {
		resp, err := base.RoundTrip(req)
		if err != nil || retry == $retries || !t.again(req, resp.StatusCode) {
			return resp, err
		}
		wait := t.delay(resp.Header.Get("Retry-After"), retry)
		if deadline, ok := req.Context().Deadline(); wait > 30*$time.Second || ok && $time.Until(deadline) < wait {
			return resp, nil
		}
		// The connection can be used again once the answer has been read.
		$io.CopyN($io.Discard, resp.Body, 64<<10)
		resp.Body.Close()
		timer := $time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-req.Context().Done():
			timer.Stop()
			return nil, req.Context().Err()
		}
		if req.GetBody != nil {
			body, err := req.GetBody()
			if err != nil {
				return nil, err
			}
			req = req.WithContext(req.Context()) // the caller's stays as it is
			req.Body = body
		}
	}
}

// again reports whether a request may be sent once more after a status.
func (*$type) again(req *$http.Request, status int) bool {
	switch req.Method {
	case "", $http.MethodGet, $http.MethodHead, $http.MethodOptions, $http.MethodTrace, $http.MethodPut, $http.MethodDelete:
	default:
		if req.Header.Get("Idempotency-Key") == "" {
			return false
		}
	}
	if req.Body != nil && req.Body != $http.NoBody && req.GetBody == nil {
		return false
	}
	return $condition
}

// delay returns how long to wait, by the Retry-After of an answer if it has one that
// is still to come.
func (*$type) delay(after string, retry int) $time.Duration {
	// Of a number that is out of range ParseUint gives the largest: nobody waits so long.
	if seconds, _ := $strconv.ParseUint(after, 10, 31); seconds > 0 {
		return $time.Duration(seconds) * $time.Second
	}
	if date, err := $http.ParseTime(after); err == nil && $time.Until(date) > 0 {
		return $time.Until(date)
	}
$random
}

// CloseIdleConnections closes those of the base transport, as http.Client asks.
func (t *$type) CloseIdleConnections() {
	base := t.base
	if base == nil {
		base = $http.DefaultTransport
	}
	if c, ok := base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}
`

// The random part, by the version of the language.
const (
	random22 = "\treturn $rand.N(min(10*$time.Second, 500*$time.Millisecond<<retry))"
	random   = `	limit := 500 * $time.Millisecond << uint(retry)
	if limit > 10*$time.Second {
		limit = 10 * $time.Second
	}
	return $time.Duration($rand.Int63n(int64(limit)))`
)

// maxRetries is how often the transport sends a request again at most, whatever
// the contract allows.
const maxRetries = 3

// Retries returns how often a fix has a request sent again at most.
func Retries(c *contract.Contract) int { return min(max(c.Retry.Attempts-1, 1), maxRetries) }

// Transport returns the name of an unexported type of the package, a struct whose
// pointer is an http.RoundTripper that sends requests again as the contract has
// it. Its field base holds the transport that it goes through, nil for
// http.DefaultTransport. The edits declare it at the end of a file of the package;
// there are none if the package has it already. It is not ok if no file of the
// package can take it, or if the contract's statuses are too many to write down.
func Transport(pass *analysis.Pass, c *contract.Contract) (name string, edits []analysis.TextEdit, ok bool) {
	name, found := typeName(pass)
	if found || name == "" {
		return name, nil, found
	}
	host := Host(pass)
	statuses, condition, ok := condition(c, "status")
	if host == nil || !ok {
		return "", nil, false
	}
	file := edit.FileOf(pass, host.Package)
	fileVersion := pass.TypesInfo.FileVersions[host]
	text, rand := random22, "math/rand/v2"
	if version.IsValid(fileVersion) && version.Compare(fileVersion, "go1.22") < 0 || pass.Pkg.Scope().Lookup("min") != nil {
		text, rand = random, "math/rand"
	}
	retries := Retries(c)
	times := map[int]string{1: "once", 2: "twice"}[retries]
	if times == "" {
		times = strconv.Itoa(retries) + " times"
	}
	names := []string{"$random", text, "$type", name, "$statuses", statuses, "$times", times, "$retries", strconv.Itoa(retries), "$condition", condition}
	code := strings.NewReplacer(names...).Replace(transport)
	names = nil
	for _, path := range []string{"io", rand, "net/http", "strconv", "time"} {
		preferred := strings.TrimSuffix(filepath.Base(path), "v2")
		if preferred == "" {
			preferred = "rand"
		}
		local, more, ok := file.Import(path, preferred, host.Package)
		if !ok {
			return "", nil, false
		}
		names = append(names, "$"+preferred, local)
		edits = append(edits, more...)
	}
	code = strings.NewReplacer(names...).Replace(code)
	end := host.FileEnd
	return name, append(edits, analysis.TextEdit{Pos: end, End: end, NewText: []byte(code)}), true
}

// Client returns the name of an unexported variable of the package that holds an
// http.Client which sends requests through what Transport declares. The edits
// declare both; it is not ok where Transport is not.
func Client(pass *analysis.Pass, c *contract.Contract) (name string, edits []analysis.TextEdit, ok bool) {
	transport, edits, ok := Transport(pass, c)
	if !ok {
		return "", nil, false
	}
	host := Host(pass)
	for _, name := range []string{"retryClient", "retryingClient"} {
		if v, ok := pass.Pkg.Scope().Lookup(name).(*types.Var); ok && len(edits) == 0 && types.TypeString(v.Type(), nil) == "*net/http.Client" {
			return name, nil, true
		}
		if host == nil || !Unused(pass, name) {
			continue
		}
		file := edit.FileOf(pass, host.Package)
		http, more, ok := file.Import("net/http", "http", host.Package)
		text := fmt.Sprintf("\n// %s sends through a %s.\nvar %[1]s = &%[3]s.Client{Transport: &%[2]s{}}\n", name, transport, http)
		edits = append(edits, more...)
		return name, append(edits, analysis.TextEdit{Pos: host.FileEnd, End: host.FileEnd, NewText: []byte(text)}), ok
	}
	return "", nil, false
}

// Condition returns the condition that a status, an expression of net/http's
// answer, is one which the contract wants retried. Pkg is the name of net/http. It
// is not ok if the statuses are too many to write down.
func Condition(c *contract.Contract, status, pkg string) (string, bool) {
	_, cond, ok := condition(c, status)
	return strings.ReplaceAll(cond, "$http", pkg), ok
}

// typeName returns a name for the type that the package does not use, "" if there
// is none; found says that it has the type already.
func typeName(pass *analysis.Pass) (name string, found bool) {
	for _, name := range []string{"retryTransport", "retryingTransport", "statusRetryTransport"} {
		if isTransport(pass.Pkg.Scope().Lookup(name)) {
			return name, true
		}
		if Unused(pass, name) {
			return name, false
		}
	}
	return "", false
}

// isTransport reports whether an object is a type as this package writes it.
func isTransport(obj types.Object) bool {
	t, ok := obj.(*types.TypeName)
	if !ok {
		return false
	}
	s, ok := t.Type().Underlying().(*types.Struct)
	if !ok || s.NumFields() != 1 || s.Field(0).Name() != "base" || types.TypeString(s.Field(0).Type(), nil) != "net/http.RoundTripper" {
		return false
	}
	m, _, _ := types.LookupFieldOrMethod(types.NewPointer(t.Type()), false, t.Pkg(), "RoundTrip")
	_, ok = m.(*types.Func)
	return ok
}

// Unused reports whether nothing in a package bears a name, however deep.
func Unused(pass *analysis.Pass, name string) bool { return edit.Unused(pass, name) }

// Host returns the file of a package that takes the declarations of fixes, nil if
// there is none.
func Host(pass *analysis.Pass) *ast.File {
	return edit.Host(pass, func(*ast.File) bool { return true })
}

// condition returns the statuses that a contract wants retried, as a comment names
// them and as the condition that an expression is one of them.
func condition(c *contract.Contract, status string) (names, cond string, ok bool) {
	var words, terms []string
	for from := 400; from < 600; from++ {
		if !c.Retries(from) {
			continue
		}
		to := from
		for to < 599 && c.Retries(to+1) {
			to++
		}
		switch name, known := edit.StatusName(from); {
		case from == to && known:
			words, terms = append(words, strconv.Itoa(from)), append(terms, status+" == $http."+name)
		case from == to:
			words, terms = append(words, strconv.Itoa(from)), append(terms, fmt.Sprintf("%s == %d", status, from))
		case to == 599:
			words, terms = append(words, fmt.Sprintf("%d to 599", from)), append(terms, fmt.Sprintf("%s >= %d", status, from))
		default:
			words, terms = append(words, fmt.Sprintf("%d to %d", from, to)), append(terms, fmt.Sprintf("%s >= %d && %[1]s <= %d", status, from, to))
		}
		from = to
	}
	if len(words) == 0 || len(words) > 6 {
		return "", "", false
	}
	last := len(words) - 1
	names = words[last]
	if last > 0 {
		names = strings.Join(words[:last], ", ") + " or " + names
	}
	return names, strings.Join(terms, " || "), true
}
