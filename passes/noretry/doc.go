// Package noretry reports requests that are not retried after a temporary failure.
//
// A 429 says that the client was too fast, a 503 that the service is not available now.
// Both are temporary. A client that returns an error at once fails where a second attempt
// would succeed, and net/http makes none: its transport does not check statuses.
//
// For example:
//
//	func (c *Client) Order(ctx context.Context, id string) (*Order, error) {
//		…
//		resp, err := c.http.Do(req) // error: "a 429 or 503 response to (*http.Client).Do becomes an error: the request is not retried"
//		if err != nil {
//			return nil, err
//		}
//		defer resp.Body.Close()
//		if resp.StatusCode != http.StatusOK {
//			return nil, fmt.Errorf("order %s: %s", id, resp.Status)
//		}
//		return decode(resp.Body)
//	}
//
// Better: a transport or a client that retries, such as that of go-retryablehttp, or a
// loop that checks the status and waits longer each time, for a partly random time, and as
// long as Retry-After says.
//
// The contract says which statuses are retried: 429 and 503, or under the contract
// amperity 429 and every 5xx. The finding is reported at the call that makes the request,
// or at the call of a helper that returns the response.
//
// # Categories
//
//	noretry          the status becomes an error, and the request is not retried
//	noretry/wrapped  the code that retries sees only the transport's errors
//
// The second is worse, because the code looks as if it retried:
//
//	err := backoff.Retry(func() (err error) {
//		resp, err = http.Get(url) // error: "backoff.Retry retries http.Get only after transport errors: a 429 or 503 is never retried"
//		return err
//	}, policy)
//
// # Where it looks
//
// Without a contract the rule reports two things: clients that others import, and requests
// that certainly may be repeated. A client is an exported type with at least four exported
// methods that make requests, in a package that is neither main nor internal, whose
// http.Client only that package can choose. A request may be repeated by its method, or
// because it has an idempotency key; the functions of the package that call the one that
// sends may choose the method. A client that only sends POSTs, a login, and a request that
// is made now and then are not reported. With a chosen contract, or with -noretry.all, the
// rule reports every request whose failure becomes an error or is dropped, POST and PATCH
// included. noretry/wrapped is always reported, and so is a 429 that becomes an error
// where the request is repeated after a 5xx, unless Retry-After is checked on the way.
//
// Where several calls get the response from one function of the package, as the methods of
// a client do, there is one finding, in that function. A package with more than five
// requests that are not retried after the same statuses needs a client that retries; that
// is one finding.
//
// # Silent
//
// The rule follows the function from the call on as if the status had been received,
// through helpers, typed errors, closures, the callers of the function in its package and
// what runs it. It is silent if any path leads back to the call, or to a similar one: a
// loop, a caller's loop, a ticker's, also of a goroutine that is started there; if a
// client or transport retries, the project's own or a library's; and where it cannot know:
// a client that is an interface, that comes from a function that was not read, or from a
// package with a retrying transport of its own, a function or method that is kept in a
// field or passed to code that was not read, such as a queue. It is silent about a
// response that is returned to callers in other packages, whose calls are checked there;
// in package main; about requests with a body that can be read only once; about a GET or
// HEAD of which only the status is used; and where uncheckedstatus reports the same call.
//
// # Options
//
//	-noretry.all        check every request, also without a contract and outside of exported clients
//	-noretry.each       report each request, not the package once, where more than five are not
//	                    retried after the same statuses
//	-noretry.tests      report findings in _test.go files and in packages for tests or examples, too
//	-noretry.generated  report findings in generated files, too
//
// # Fixes
//
// Where all clients that may send the request are created in the package, by an
// http.Client literal, they get a transport that retries, around the one that they have.
// It needs only the standard library, and is written once, at the end of the package's
// first file: at most three retries, after the contract's statuses, of requests that may
// be repeated, with Retry-After obeyed up to half a minute and a random delay otherwise. A
// request through http.DefaultClient, or http.Get, uses a client of the package instead.
// The fix changes how long callers may wait.
//
// In a function that a library runs again when it fails, the statuses become an error.
//
// A resty client that has a retry count also gets the statuses, and Retry-After, which
// version 3 uses by default. A heimdall client cannot be configured to retry a 429. Where
// a transport turns failures into errors there is no fix: a transport around it would not
// see a status.
//
// There is no fix for a POST or PATCH without an idempotency key, for a client that is
// passed to the package, and in a package that reads the transport of a client, or tests
// its type, for instance to set certificates.
//
// # Suppressing
//
//	//respvet:ignore noretry the queue delivers it again
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// What callers in other packages do about the error is not known where the request is
// made. A loop that takes the next item from a queue or a channel counts as a path back to
// the call.
package noretry
