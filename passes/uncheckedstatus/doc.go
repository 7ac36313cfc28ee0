// Package uncheckedstatus reports responses that are used though their status was never checked.
//
// The error of http.Get, of a client's Do and the like says that no response came. One
// that did come, a 404 or a 503, is no error: the program has to look at its status.
// Without that it decodes the page of a proxy, stores an error message as an image, or
// reports as sent what was refused.
//
// For example:
//
//	resp, err := http.Get(url)
//	if err != nil {
//		return nil, err
//	}
//	defer resp.Body.Close()
//	return io.ReadAll(resp.Body) // error: "the response status of http.Get is never checked: io.ReadAll reads the body of a 404 or 503 as a success"
//
// Better:
//
//	defer resp.Body.Close()
//	if resp.StatusCode < 200 || resp.StatusCode > 299 {
//		return nil, fmt.Errorf("GET %s: %s", url, resp.Status)
//	}
//	return io.ReadAll(resp.Body)
//
// The finding stands at the call that makes the request, or at the call of a helper
// that hands the response on. A request that changes something, a POST, PUT, PATCH or
// DELETE, is reported as well if nothing of its response is looked at:
//
//	resp, err := client.Post(hook, "application/json", body)
//	if err != nil {
//		return err
//	}
//	return resp.Body.Close() // a 400 counts as a success
//
// # Silent
//
// The status may be looked at anywhere on the way to the use of the body or behind it:
// compared, printed, kept in a variable, in a deferred function, in a helper that is
// given the response, by the caller that it is returned to, in this package or another, or
// by a transport or a hook of the client that makes an error of it. An API may also say
// in the body whether it worked: where the function, or a caller in its package, tests
// what was read, or its digest, and makes an error of it, or an exported function returns
// what has a member that is an error, that is as good. So is a test that the Content-Type is
// that of a picture, of sound or of a font, and a decoder of pictures, archives or compressed
// data, which gives an error for a page. The rule is silent where the response
// goes where it cannot be followed: into a field, a channel, a function that was not read,
// an interface; about a GET whose body is only drained and closed, in whatever way, or of
// which only the header is read; about HEAD; and about calls whose error is ignored too:
// they are sent without a wish to know.
//
// # Options
//
//	-uncheckedstatus.tests      look at _test.go files and packages that are for tests or examples, too
//	-uncheckedstatus.generated  look at generated files too (without fixes)
//
// # Fixes
//
// The check right behind the test of the call's error, or behind the Close that follows, in a
// function that returns an error. It changes what the callers see: an error, where they
// were given the body of one. The error names the method and the host, no path or query,
// which may hold a key. There is no fix where a branch depends on what was read, or where
// that has a member for errors, nor in a function that responds to a request.
//
// # Suppressing
//
//	//respvet:ignore uncheckedstatus the body says whether it worked
//
// on the line or the line above. The reason is required.
//
// # Known problems
//
// A failure that the body tells of, and that only another package tests, is not known. A
// status that is only logged counts as looked at.
package uncheckedstatus
