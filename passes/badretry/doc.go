// Package badretry reports retries that harm the server or the client.
//
// A request that failed may be sent again: by a loop, a client that retries, a library
// that runs a function until it succeeds. Done wrong, that makes a small outage a large
// one, or sends something else than the first time.
//
// For example:
//
//	req, err := http.NewRequest("PUT", url, bytes.NewReader(data))
//	…
//	for { // error: "(*http.Client).Do is retried every 1s without a limit: a permanent failure is retried forever"
//		resp, err := client.Do(req) // error: "req is consumed by the first attempt of (*http.Client).Do: the next attempt sends an empty body"
//		if err == nil && resp.StatusCode == http.StatusOK { // error: "(*http.Client).Do is retried after a 400, 403, 404 or 422 too: the same request gets the same response"
//			return resp, nil
//		}
//		time.Sleep(time.Second)
//	}
//
// Better:
//
//	for retry := 0; ; retry++ {
//		req, err := http.NewRequestWithContext(ctx, "PUT", url, bytes.NewReader(data))
//		…
//		resp, err := client.Do(req)
//		if err != nil || retry == 2 || resp.StatusCode != 429 && resp.StatusCode != 503 {
//			return resp, err
//		}
//		resp.Body.Close()
//		select {
//		case <-ctx.Done():
//			return nil, ctx.Err()
//		case <-time.After(rand.N(min(10*time.Second, 500*time.Millisecond<<retry))):
//		}
//	}
//
// # Categories
//
// Always:
//
//	badretry/unbounded    nothing but success ends it; a stream is asked for again at even times, for ever
//	badretry/body         a body that was read when it was first sent is sent again
//	badretry/clienterror  any 4xx is retried: the same request gets the same response. Without a
//	                      contract as many attempts as somebody has configured are left alone
//
// With a chosen contract, or -badretry.all:
//
//	badretry/constant     every attempt waits for the same time, or for none
//	badretry/nojitter     the delay grows, and chance has no part in it
//	badretry/retryafter   the time that a 429 or 503 asks for is ignored, or waited for however long it is
//	badretry/context      a sleep goes on though the function's context has ended
//	badretry/method       a POST or PATCH that may have been carried out is sent again without an Idempotency-Key
//	badretry/bodyclose    the body of a response is left open when the next attempt is made
//
// Findings stand at the loop, the delay, the condition or the request that is wrong; for a
// client, where it is made; for a library, where it runs the function.
//
// # Silent
//
// A loop that comes back to the request after a success too polls, or takes the next of
// several things. The rule is silent about it, and about one that asks another host or
// page each time, waits for a service to be there (nothing is used but the status), or
// comes back after certain statuses of the client's mistakes alone: a login that has
// expired, a conflict that the API documents. A context that ends the loop is a bound. A
// stream that is kept alive may be so for ever if the delay grows. A function of the
// package that sleeps is a delay, whatever it is given. A delay that is computed in a
// function which was not read, or by a field that is a function, is unknown;
// so is Retry-After where the package mentions it anywhere.
//
// # Options
//
//	-badretry.all        report every category that is not turned off; -badretry.nojitter reports one more
//	-badretry.tests      look at _test.go files and packages that are for tests or examples, too
//	-badretry.generated  look at generated files too (without fixes)
//
// # Fixes
//
// A random part of the delay, with math/rand/v2 or, before Go 1.22, math/rand; a select
// with the context in the place of time.Sleep, in a function that returns an error or
// nothing; the Close before the wait, if nobody looks at the response later. In a loop with a counter, a wait that is up to 32
// times as long, and random; at the top of a loop, the body from GetBody; an error at once
// for a status that is the client's fault (never 408, 425 or 429), in a function
// that returns one and gives no such response to its callers; and
// where an endless loop is the last statement of such a function, an end to it. A library
// is told where the package makes its client or runs it: go-retryablehttp to leave its
// delay to chance (it grows linearly then), resty to look at Retry-After, retry-go,
// backoff and failsafe-go to give up after as many attempts as the contract allows, or
// three, to wait for longer each time, and for a random part of that. Each changes when
// and how often requests are sent, and nothing else. What is wrong with a method has no
// fix: whether an order may be placed twice is for people to say.
//
// # Suppressing
//
//	//respvet:ignore badretry/constant one client, and the server knows it
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// Functions that call each other in turn are not seen as a loop. Of a function that a
// library runs again it is not known which statuses become errors that the library takes
// for final: clienterror and retryafter do not speak of it. A request that callers in other
// packages give may have a body or not: that it is sent twice is not reported.
package badretry
