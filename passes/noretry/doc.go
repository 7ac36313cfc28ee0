// Package noretry reports requests that are not retried after a temporary failure.
//
// A response of 429 says that the client was too fast, one of 503 that the service is
// not there now. Both pass. A client that makes an error of them at once gives up what
// a second attempt would have got, and net/http makes none: its transport looks at no
// status.
//
// For example:
//
//	func (c *Client) Order(ctx context.Context, id string) (*Order, error) {
//		resp, err := c.http.Do(req) // error: "a 429 or 503 response to (*http.Client).Do becomes the error "order": the request is not retried"
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
// Better: a transport or a client that retries, as that of go-retryablehttp does, or a
// loop that looks at the status, waits for longer each time, with some randomness, and
// for as long as Retry-After says.
//
// Which statuses are to be retried the contract says: 429 and 503, or under the contract
// amperity 429 and every 5xx. The finding stands at the call that makes the request, or
// at the call of a helper that hands the response on.
//
// # Categories
//
//	noretry          the status becomes an error, and nobody tries again
//	noretry/wrapped  what would try again only ever sees the transport's errors
//
// The second is the worse one, because the code looks as if it retried:
//
//	err := backoff.Retry(func() (err error) {
//		resp, err = http.Get(url) // error: "backoff.Retry runs http.Get again after errors of the transport alone: …"
//		return err
//	}, policy)
//
// # Where it looks
//
// Without a contract the rule speaks of clients that others import: an exported type
// with at least four exported methods that ask a service, in a package that is neither
// main nor internal, whose http.Client nobody but that package can choose; and of
// requests that certainly may be sent twice, by their method, which the functions of the
// package may choose that call the one that sends, or an idempotency key. A client that
// only sends POSTs, a login, a request that is made now and then are left alone. With a
// chosen contract, or with -noretry.all, it speaks of every request whose failure becomes
// an error or is dropped, POST and PATCH as well. noretry/wrapped always, and so a 429 that
// becomes an error where the request is sent again after a 5xx, unless Retry-After is
// looked at on the way.
//
// Where several calls get the response of one function of the package, as the methods of a
// client do, there is one finding, where that function asks. A package that gives up more than
// five requests after the same statuses lacks a client that retries, and is told so once.
//
// # Silent
//
// The walk through the function, from the call on, as if the status had come, follows
// helpers, typed errors, closures, the callers of the function in its package and what
// runs it. The rule is silent if any way leads back to the call, or to another one like
// it: a loop, a caller's loop, a ticker's, also of a goroutine that is begun there; if a
// client or transport retries, be it the project's own or a library's; and where it
// cannot know: a client that is an interface, that a function gives which was not read,
// or that comes from a package with a retrying transport of its own, a function or method
// that is kept in a field or given to code that was not read, as to a queue. It is silent about a response that
// goes to callers in other packages, whose calls are looked at there; in package main;
// about requests with a body that can be read only once; about a GET or HEAD of which
// nothing but the status is used; and where uncheckedstatus speaks of the same call.
//
// # Options
//
//	-noretry.all        judge every request, also one that is no client's and without a contract
//	-noretry.each       report each of the requests, of which a package has more than five, that are
//	                    given up after the same statuses
//	-noretry.tests      look at _test.go files and packages that are for tests or examples, too
//	-noretry.generated  look at generated files too
//
// # Fixes
//
// Where all clients that the request may go through are made in the package, by a literal
// of http.Client, they get a transport that retries, around the one that they have. It
// needs the standard library alone, and is written once, at the end of the package's first
// file: at most three retries, after the contract's statuses, with Retry-After honoured up
// to half a minute and a random delay otherwise, of requests that may be repeated. A request
// through http.DefaultClient, or http.Get, goes through a client of the package's own
// instead. It changes how long callers may wait.
//
// In a function that a library runs again where it fails, the statuses become an error.
//
// A client of resty that is told how often it may send a request again is told there of
// the statuses, too, and of Retry-After, which version 3 looks at by itself. One of heimdall
// cannot be told of a 429. Where a transport makes errors of failures there is no fix: one
// around it would see no status.
//
// A POST or PATCH without an idempotency key has no fix, nor has a client that is given to
// the package, nor one in a package that asks for the transport of a client, or for its
// type: to set what it trusts, say.
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
// made. A loop that takes the next item from a queue or a channel counts as a way back to
// the call.
package noretry
