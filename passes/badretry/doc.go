// Package badretry reports retries that harm the server or the client.
//
// A failed request may be sent again: by a loop, by a client that retries, by a library
// that runs a function until it succeeds. A wrong retry makes a small outage larger, or
// sends something other than the first attempt did.
//
// For example:
//
//	req, err := http.NewRequest("PUT", url, bytes.NewReader(data))
//	…
//	for { // error: "(*http.Client).Do is retried every 1s without a limit: a permanent failure is retried forever"
//		resp, err := client.Do(req) // error: "(*http.Client).Do is retried after a 400, 403, 404 or 422 too: the same request gets the same response"
//		                            // error: "req is consumed by the first attempt of (*http.Client).Do: the next attempt sends an empty body"
//		if err == nil && resp.StatusCode == http.StatusOK {
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
//	badretry/unbounded    only a success ends the attempts, or a stream is reopened at even intervals forever
//	badretry/body         a body that the first attempt has read is sent again
//	badretry/clienterror  any 4xx is retried: the same request gets the same response. Without a
//	                      contract, not if the number of attempts is configured
//
// With a chosen contract, or -badretry.all:
//
//	badretry/constant     every attempt waits for the same time, or not at all
//	badretry/nojitter     the delay grows without a random part
//	badretry/retryafter   the Retry-After of a 429 or 503 is ignored, or has no upper bound
//	badretry/context      a sleep does not end with the function's context
//	badretry/method       a POST or PATCH that may have succeeded is sent again without an Idempotency-Key
//	badretry/bodyclose    the body of a response is still open at the next attempt
//
// Findings are reported at the loop, the delay, the condition or the request that is
// wrong; for a client, where it is created; for a library, where it runs the function.
//
// # Silent
//
// A loop that returns to the request after a success as well is polling, or takes the next
// of several items. The rule is silent about it. It is also silent about a loop that
// requests another host or page each time, that waits for a service to start (only the
// status is used), or that repeats the request only after certain 4xx statuses, such as an
// expired login or a conflict that the API documents. A context that ends the loop is a
// limit. A stream that is kept open may be reopened forever if the delay grows. A function
// of the package that sleeps is a delay, whatever its arguments are. A delay that is
// computed in a function that was not read, or by a field that is a function, is unknown;
// so is Retry-After if the package mentions it anywhere.
//
// # Options
//
//	-badretry.all        report every category that is not turned off; -badretry.nojitter reports one more
//	-badretry.tests      report findings in _test.go files and in packages for tests or examples, too
//	-badretry.generated  report findings in generated files, too (without fixes)
//
// # Fixes
//
//   - A random part is added to the delay, with math/rand/v2 or, before Go 1.22,
//     math/rand.
//   - A select with the context replaces time.Sleep, in a function that returns an error
//     or nothing.
//   - The body is closed before the wait, if it is not used later.
//   - In a loop with a counter, the wait becomes random and up to 32 times as long.
//   - At the top of a loop, the body is renewed from GetBody.
//   - A status that is the client's mistake (never 408, 425 or 429) becomes an error at
//     once, in a function that returns one and does not return such a response to its
//     callers.
//   - An endless loop that is the last statement of such a function gets a limit.
//   - A library is configured where the package creates its client or calls it:
//     go-retryablehttp to use a random delay, which then grows linearly; resty to use
//     Retry-After; retry-go, backoff and failsafe-go to stop after as many attempts as the
//     contract allows, or three, and to wait longer each time, for a partly random time.
//
// Each fix changes only when and how often requests are sent. badretry/method has no fix:
// whether an order may be placed twice is for you to decide.
//
// # Suppressing
//
//	//respvet:ignore badretry/constant one client, and the server knows it
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// Functions that call each other recursively are not recognized as a loop. Where a library
// runs a function again, it is not known which statuses become errors that the library
// treats as final: clienterror and retryafter are silent there. A request that is a
// parameter of an exported function may have a body or not; that it is sent twice is not
// reported.
package badretry
