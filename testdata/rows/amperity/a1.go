package amperity

import "net/http"

// A1: the status codes are exactly 200, 400, 401, 403, 404, 405, 409, 429, 500
// and 503.

// A1Success sets every 2xx itself.
func A1Success(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.PathValue("case") {
	case "200":
		w.WriteHeader(http.StatusOK) // ok: documented
		encode(w, campaign{Name: "spring"})
	case "201":
		w.WriteHeader(http.StatusCreated) // want `WriteHeader sends 201.*\(statuscode/undocumented\)`
		encode(w, campaign{Name: "spring"})
	case "202":
		w.WriteHeader(http.StatusAccepted) // want `WriteHeader sends 202.*\(statuscode/undocumented\)`
		encode(w, campaign{Name: "spring"})
	case "203":
		w.WriteHeader(http.StatusNonAuthoritativeInfo) // want `WriteHeader sends 203.*\(statuscode/undocumented\)`
		encode(w, campaign{Name: "spring"})
	case "204":
		w.WriteHeader(http.StatusNoContent) // want `WriteHeader sends 204.*\(statuscode/undocumented\)`
	case "205":
		w.WriteHeader(http.StatusResetContent) // want `WriteHeader sends 205.*\(statuscode/undocumented\)`
	case "206":
		w.WriteHeader(http.StatusPartialContent) // want `WriteHeader sends 206.*\(statuscode/undocumented\)`
		encode(w, campaign{Name: "spring"})
	case "207":
		w.WriteHeader(http.StatusMultiStatus) // want `WriteHeader sends 207.*\(statuscode/undocumented\)`
		encode(w, campaign{Name: "spring"})
	case "208":
		w.WriteHeader(http.StatusAlreadyReported) // want `WriteHeader sends 208.*\(statuscode/undocumented\)`
		encode(w, campaign{Name: "spring"})
	case "226":
		w.WriteHeader(http.StatusIMUsed) // want `WriteHeader sends 226.*\(statuscode/undocumented\)`
		encode(w, campaign{Name: "spring"})
	}
}

// A1Client sets every 4xx itself.
func A1Client(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.PathValue("case") {
	case "400":
		w.WriteHeader(http.StatusBadRequest) // ok: documented
		encode(w, body(http.StatusBadRequest))
	case "401":
		w.Header().Set("WWW-Authenticate", "Bearer")
		w.WriteHeader(http.StatusUnauthorized) // ok: documented
		encode(w, body(http.StatusUnauthorized))
	case "402":
		w.WriteHeader(http.StatusPaymentRequired) // want `WriteHeader sends 402.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusPaymentRequired))
	case "403":
		w.WriteHeader(http.StatusForbidden) // ok: documented
		encode(w, body(http.StatusForbidden))
	case "404":
		w.WriteHeader(http.StatusNotFound) // ok: documented
		encode(w, body(http.StatusNotFound))
	case "405":
		w.Header().Set("Allow", http.MethodGet)
		w.WriteHeader(http.StatusMethodNotAllowed) // ok: documented
		encode(w, body(http.StatusMethodNotAllowed))
	case "406":
		w.WriteHeader(http.StatusNotAcceptable) // want `WriteHeader sends 406.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusNotAcceptable))
	case "407":
		w.WriteHeader(http.StatusProxyAuthRequired) // want `WriteHeader sends 407.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusProxyAuthRequired))
	case "408":
		w.WriteHeader(http.StatusRequestTimeout) // want `WriteHeader sends 408.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusRequestTimeout))
	case "409":
		w.WriteHeader(http.StatusConflict) // ok: documented
		encode(w, body(http.StatusConflict))
	case "410":
		w.WriteHeader(http.StatusGone) // want `WriteHeader sends 410.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusGone))
	case "411":
		w.WriteHeader(http.StatusLengthRequired) // want `WriteHeader sends 411.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusLengthRequired))
	case "412":
		w.WriteHeader(http.StatusPreconditionFailed) // want `WriteHeader sends 412.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusPreconditionFailed))
	case "413":
		w.WriteHeader(http.StatusRequestEntityTooLarge) // want `WriteHeader sends 413.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusRequestEntityTooLarge))
	case "414":
		w.WriteHeader(http.StatusRequestURITooLong) // want `WriteHeader sends 414.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusRequestURITooLong))
	case "415":
		w.WriteHeader(http.StatusUnsupportedMediaType) // want `WriteHeader sends 415.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusUnsupportedMediaType))
	case "416":
		w.WriteHeader(http.StatusRequestedRangeNotSatisfiable) // want `WriteHeader sends 416.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusRequestedRangeNotSatisfiable))
	case "417":
		w.WriteHeader(http.StatusExpectationFailed) // want `WriteHeader sends 417.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusExpectationFailed))
	case "418":
		w.WriteHeader(http.StatusTeapot) // want `WriteHeader sends 418.*\(statuscode/(undocumented|unregistered)\)`
		encode(w, body(http.StatusTeapot))
	case "421":
		w.WriteHeader(http.StatusMisdirectedRequest) // want `WriteHeader sends 421.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusMisdirectedRequest))
	case "422":
		w.WriteHeader(http.StatusUnprocessableEntity) // want `WriteHeader sends 422.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusUnprocessableEntity))
	case "423":
		w.WriteHeader(http.StatusLocked) // want `WriteHeader sends 423.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusLocked))
	case "424":
		w.WriteHeader(http.StatusFailedDependency) // want `WriteHeader sends 424.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusFailedDependency))
	case "425":
		w.WriteHeader(http.StatusTooEarly) // want `WriteHeader sends 425.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusTooEarly))
	case "426":
		w.WriteHeader(http.StatusUpgradeRequired) // want `WriteHeader sends 426.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusUpgradeRequired))
	case "428":
		w.WriteHeader(http.StatusPreconditionRequired) // want `WriteHeader sends 428.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusPreconditionRequired))
	case "429":
		w.WriteHeader(http.StatusTooManyRequests) // ok: documented
		encode(w, body(http.StatusTooManyRequests))
	case "431":
		w.WriteHeader(http.StatusRequestHeaderFieldsTooLarge) // want `WriteHeader sends 431.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusRequestHeaderFieldsTooLarge))
	case "451":
		w.WriteHeader(http.StatusUnavailableForLegalReasons) // want `WriteHeader sends 451.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusUnavailableForLegalReasons))
	}
}

// A1Server sets every 5xx itself.
func A1Server(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch r.PathValue("case") {
	case "500":
		w.WriteHeader(http.StatusInternalServerError) // ok: documented
		encode(w, body(http.StatusInternalServerError))
	case "501":
		w.WriteHeader(http.StatusNotImplemented) // want `WriteHeader sends 501.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusNotImplemented))
	case "502":
		w.WriteHeader(http.StatusBadGateway) // want `WriteHeader sends 502.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusBadGateway))
	case "503":
		w.WriteHeader(http.StatusServiceUnavailable) // ok: documented
		encode(w, body(http.StatusServiceUnavailable))
	case "504":
		w.WriteHeader(http.StatusGatewayTimeout) // want `WriteHeader sends 504.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusGatewayTimeout))
	case "505":
		w.WriteHeader(http.StatusHTTPVersionNotSupported) // want `WriteHeader sends 505.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusHTTPVersionNotSupported))
	case "506":
		w.WriteHeader(http.StatusVariantAlsoNegotiates) // want `WriteHeader sends 506.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusVariantAlsoNegotiates))
	case "507":
		w.WriteHeader(http.StatusInsufficientStorage) // want `WriteHeader sends 507.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusInsufficientStorage))
	case "508":
		w.WriteHeader(http.StatusLoopDetected) // want `WriteHeader sends 508.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusLoopDetected))
	case "510":
		w.WriteHeader(http.StatusNotExtended) // want `WriteHeader sends 510.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusNotExtended))
	case "511":
		w.WriteHeader(http.StatusNetworkAuthenticationRequired) // want `WriteHeader sends 511.*\(statuscode/undocumented\)`
		encode(w, body(http.StatusNetworkAuthenticationRequired))
	}
}

// A1SuccessHelper hands every 2xx with a body to a helper.
func A1SuccessHelper(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "200":
		send(w, http.StatusOK, campaign{Name: "spring"}) // ok: documented
	case "201":
		send(w, http.StatusCreated, campaign{Name: "spring"}) // want `send sends 201.*\(statuscode/undocumented\)`
	case "202":
		send(w, http.StatusAccepted, campaign{Name: "spring"}) // want `send sends 202.*\(statuscode/undocumented\)`
	case "203":
		send(w, http.StatusNonAuthoritativeInfo, campaign{Name: "spring"}) // want `send sends 203.*\(statuscode/undocumented\)`
	case "206":
		send(w, http.StatusPartialContent, campaign{Name: "spring"}) // want `send sends 206.*\(statuscode/undocumented\)`
	case "207":
		send(w, http.StatusMultiStatus, campaign{Name: "spring"}) // want `send sends 207.*\(statuscode/undocumented\)`
	case "208":
		send(w, http.StatusAlreadyReported, campaign{Name: "spring"}) // want `send sends 208.*\(statuscode/undocumented\)`
	case "226":
		send(w, http.StatusIMUsed, campaign{Name: "spring"}) // want `send sends 226.*\(statuscode/undocumented\)`
	}
}

// A1ClientHelper hands every 4xx to a helper.
func A1ClientHelper(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "400":
		fail(w, http.StatusBadRequest) // ok: documented
	case "401":
		w.Header().Set("WWW-Authenticate", "Bearer")
		fail(w, http.StatusUnauthorized) // ok: documented
	case "402":
		fail(w, http.StatusPaymentRequired) // want `fail sends 402.*\(statuscode/undocumented\)`
	case "403":
		fail(w, http.StatusForbidden) // ok: documented
	case "404":
		fail(w, http.StatusNotFound) // ok: documented
	case "405":
		w.Header().Set("Allow", http.MethodGet)
		fail(w, http.StatusMethodNotAllowed) // ok: documented
	case "406":
		fail(w, http.StatusNotAcceptable) // want `fail sends 406.*\(statuscode/undocumented\)`
	case "407":
		fail(w, http.StatusProxyAuthRequired) // want `fail sends 407.*\(statuscode/undocumented\)`
	case "408":
		fail(w, http.StatusRequestTimeout) // want `fail sends 408.*\(statuscode/undocumented\)`
	case "409":
		fail(w, http.StatusConflict) // ok: documented
	case "410":
		fail(w, http.StatusGone) // want `fail sends 410.*\(statuscode/undocumented\)`
	case "411":
		fail(w, http.StatusLengthRequired) // want `fail sends 411.*\(statuscode/undocumented\)`
	case "412":
		fail(w, http.StatusPreconditionFailed) // want `fail sends 412.*\(statuscode/undocumented\)`
	case "413":
		fail(w, http.StatusRequestEntityTooLarge) // want `fail sends 413.*\(statuscode/undocumented\)`
	case "414":
		fail(w, http.StatusRequestURITooLong) // want `fail sends 414.*\(statuscode/undocumented\)`
	case "415":
		fail(w, http.StatusUnsupportedMediaType) // want `fail sends 415.*\(statuscode/undocumented\)`
	case "416":
		fail(w, http.StatusRequestedRangeNotSatisfiable) // want `fail sends 416.*\(statuscode/undocumented\)`
	case "417":
		fail(w, http.StatusExpectationFailed) // want `fail sends 417.*\(statuscode/undocumented\)`
	case "418":
		fail(w, http.StatusTeapot) // want `fail sends 418.*\(statuscode/(undocumented|unregistered)\)`
	case "421":
		fail(w, http.StatusMisdirectedRequest) // want `fail sends 421.*\(statuscode/undocumented\)`
	case "422":
		fail(w, http.StatusUnprocessableEntity) // want `fail sends 422.*\(statuscode/undocumented\)`
	case "423":
		fail(w, http.StatusLocked) // want `fail sends 423.*\(statuscode/undocumented\)`
	case "424":
		fail(w, http.StatusFailedDependency) // want `fail sends 424.*\(statuscode/undocumented\)`
	case "425":
		fail(w, http.StatusTooEarly) // want `fail sends 425.*\(statuscode/undocumented\)`
	case "426":
		fail(w, http.StatusUpgradeRequired) // want `fail sends 426.*\(statuscode/undocumented\)`
	case "428":
		fail(w, http.StatusPreconditionRequired) // want `fail sends 428.*\(statuscode/undocumented\)`
	case "429":
		fail(w, http.StatusTooManyRequests) // ok: documented
	case "431":
		fail(w, http.StatusRequestHeaderFieldsTooLarge) // want `fail sends 431.*\(statuscode/undocumented\)`
	case "451":
		fail(w, http.StatusUnavailableForLegalReasons) // want `fail sends 451.*\(statuscode/undocumented\)`
	}
}

// A1ServerHelper hands every 5xx to a helper.
func A1ServerHelper(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "500":
		fail(w, http.StatusInternalServerError) // ok: documented
	case "501":
		fail(w, http.StatusNotImplemented) // want `fail sends 501.*\(statuscode/undocumented\)`
	case "502":
		fail(w, http.StatusBadGateway) // want `fail sends 502.*\(statuscode/undocumented\)`
	case "503":
		fail(w, http.StatusServiceUnavailable) // ok: documented
	case "504":
		fail(w, http.StatusGatewayTimeout) // want `fail sends 504.*\(statuscode/undocumented\)`
	case "505":
		fail(w, http.StatusHTTPVersionNotSupported) // want `fail sends 505.*\(statuscode/undocumented\)`
	case "506":
		fail(w, http.StatusVariantAlsoNegotiates) // want `fail sends 506.*\(statuscode/undocumented\)`
	case "507":
		fail(w, http.StatusInsufficientStorage) // want `fail sends 507.*\(statuscode/undocumented\)`
	case "508":
		fail(w, http.StatusLoopDetected) // want `fail sends 508.*\(statuscode/undocumented\)`
	case "510":
		fail(w, http.StatusNotExtended) // want `fail sends 510.*\(statuscode/undocumented\)`
	case "511":
		fail(w, http.StatusNetworkAuthenticationRequired) // want `fail sends 511.*\(statuscode/undocumented\)`
	}
}

// A1Propagated sets statuses that are constants only after a look at where they
// come from.
func (h *Handler) A1Propagated(w http.ResponseWriter, r *http.Request) {
	const locked = http.StatusLocked
	switch r.Method {
	case http.MethodPut:
		status := http.StatusBadRequest
		if r.ContentLength == 0 {
			status = http.StatusLengthRequired
		}
		fail(w, status) // want `fail sends 411.*\(statuscode/undocumented\)`
	case http.MethodPatch:
		status := http.StatusBadRequest
		if r.ContentLength == 0 {
			status = http.StatusConflict
		}
		fail(w, status) // ok: both are documented
	case http.MethodDelete:
		fail(w, locked) // want `fail sends 423.*\(statuscode/undocumented\)`
	case http.MethodPost:
		fail(w, 400+22) // want `fail sends 422.*\(statuscode/undocumented\)`
	case http.MethodGet:
		w.Header().Set("WWW-Authenticate", "Bearer")
		fail(w, 400+1) // ok: 401 is documented
	case http.MethodHead:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(499) // want `WriteHeader sends 499.*\(statuscode/(undocumented|unregistered)\)`
		encode(w, body(499))
	case http.MethodOptions:
		fail(w, statusOf(r)) // ok: statusOf is reported
	}
}

// statusOf returns one status that the contract documents and one that it does not.
func statusOf(r *http.Request) int {
	if r.ContentLength > 1<<20 {
		return http.StatusRequestEntityTooLarge // want `statusOf makes callers send 413 Request Entity Too Large, which contract amperity does not document \(statuscode/undocumented\)`
	}
	return http.StatusBadRequest
}

// A1Literals sets numbers instead of named constants.
func A1Literals(w http.ResponseWriter, r *http.Request) {
	answer := fail
	if r.URL.Query().Has("raw") {
		answer(w, 415) // want `415.*\(statuscode/undocumented\)`
		return
	}
	func() {
		if r.URL.Query().Has("gone") {
			fail(w, 410) // want `fail sends 410.*\(statuscode/undocumented\)`
			return
		}
		fail(w, 404) // ok: documented
	}()
}

// A1Unknown sets what nobody can know: silence.
func A1Unknown(w http.ResponseWriter, r *http.Request, status int, table map[string]int) {
	if r.URL.Query().Has("raw") {
		fail(w, table[r.URL.Path]) // ok: unknown
		return
	}
	fail(w, status) // ok: the caller's
}

// A1Redirects sends 3xx, which are judged only where an operation's own
// document asks.
func A1Redirects(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("old") {
		http.Redirect(w, r, "/v2/campaigns", http.StatusFound) // ok: 3xx
		return
	}
	w.WriteHeader(http.StatusNotModified) // ok: 3xx
}

// A1Spread hands the results of one call to another.
func A1Spread(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("raw") {
		failWith(unprocessable(w)) // want `failWith sends 422.*\(statuscode/undocumented\)`
		return
	}
	w.Header().Set("WWW-Authenticate", "Bearer")
	failWith(unauthorized(w)) // ok: documented
}

func unprocessable(w http.ResponseWriter) (http.ResponseWriter, int, string) {
	return w, http.StatusUnprocessableEntity, "the campaign has no audience"
}

func unauthorized(w http.ResponseWriter) (http.ResponseWriter, int, string) {
	return w, http.StatusUnauthorized, "the token has expired"
}
