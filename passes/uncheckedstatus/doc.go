// Package uncheckedstatus reports responses that are used though their status was never checked.
//
// The error of http.Get, of a client's Do and the like means that there is no response. A
// response with 404 or 503 is no error: the program has to check its status. Otherwise it
// decodes the page of a proxy, stores an error message as an image, or reports as sent
// what was rejected.
//
// For example:
//
//	resp, err := http.Get(url) // error: "the response status of http.Get is never checked: io.ReadAll reads the body of a 404 or 503 as a success"
//	if err != nil {
//		return nil, err
//	}
//	defer resp.Body.Close()
//	return io.ReadAll(resp.Body)
//
// Better:
//
//	defer resp.Body.Close()
//	if resp.StatusCode < 200 || resp.StatusCode > 299 {
//		return nil, fmt.Errorf("GET %s: %s", url, resp.Status)
//	}
//	return io.ReadAll(resp.Body)
//
// The finding is reported at the call that makes the request, or at the call of a helper
// that returns the response. A request that changes something, a POST, PUT, PATCH or
// DELETE, is also reported if nothing of its response is checked:
//
//	resp, err := client.Post(hook, "application/json", body)
//	if err != nil {
//		return err
//	}
//	return resp.Body.Close() // a 400 counts as a success
//
// # Silent
//
// The status may be checked anywhere before or after the body is used: compared, printed,
// kept in a variable, in a deferred function, in a helper that gets the response, by the
// caller that it is returned to, in this package or another, or by a transport or a hook
// of the client that turns it into an error. An API may also say in the body whether the
// request succeeded. These count as a check: the function, or a caller in its package,
// tests what was read, or its digest, and turns it into an error; an exported function
// returns a value that has an error member; a test that the Content-Type is that of an
// image, of sound or of a font; and a decoder of images, archives or compressed data,
// which fails for an error page. The rule is silent where the response cannot be followed:
// into a field, a channel, a function that was not read, an interface; about a GET whose
// body is only drained and closed, or of which only the header is read; about HEAD; and
// about calls whose error is ignored too.
//
// # Options
//
//	-uncheckedstatus.tests      report findings in _test.go files and in packages for tests or examples, too
//	-uncheckedstatus.generated  report findings in generated files, too (without fixes)
//
// # Fixes
//
// A check after the test of the call's error, or after the Close that follows it, in a
// function that returns an error. It changes what the callers get: an error, instead of
// the body of an error response. The error contains the method and the host, but no path
// or query, which may contain a key. There is no fix where a branch depends on what was
// read, where that has a member for errors, and in a function that responds to a request.
//
// # Suppressing
//
//	//respvet:ignore uncheckedstatus the body says whether it worked
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A failure that the body reports, and that only another package tests, is not known. A
// status that is only logged counts as checked.
package uncheckedstatus
