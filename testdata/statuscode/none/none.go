// Package none has no contract: a status need only be registered.
package none

import (
	"encoding/json"
	"io"
	"net/http"
)

func send(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

// sendAs wraps send once more.
func sendAs(status int, w http.ResponseWriter, v any) { send(w, status, v) }

func registered(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "418":
		w.WriteHeader(http.StatusTeapot) // want `WriteHeader sends 418, which IANA lists as unused: clients treat it as a 400 \(statuscode/unregistered\)`
	case "422":
		w.WriteHeader(http.StatusUnprocessableEntity) // ok: registered
	case "425":
		w.WriteHeader(http.StatusTooEarly) // ok: registered
	case "498":
		w.WriteHeader(498) // want `WriteHeader sends 498, which is not registered with IANA: clients treat it as a 400 \(statuscode/unregistered\)`
	case "422 as a number":
		w.WriteHeader(422) // ok: a number will do
	case "519":
		http.Error(w, "the origin failed", 519) // want `http\.Error sends 519, which is not registered with IANA: clients treat it as a 500 \(statuscode/unregistered\)`
	case "502":
		http.Error(w, "the origin failed", 502) // ok: registered
	case "600":
		send(w, 600, nil) // want `send sends 600, which is not registered with IANA: clients treat it as a server error \(statuscode/unregistered\)`
	case "1000":
		w.WriteHeader(1000) // want `WriteHeader sends 1000, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
	case "99":
		send(w, 99, nil) // want `send sends 99, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
	case "-1":
		send(w, -1, nil) // want `send sends -1, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
	case "100":
		w.WriteHeader(100) // ok: the least that there is, and informational
		send(w, http.StatusOK, nil)
	case "104":
		w.WriteHeader(104) // ok: that an upload may be resumed, registered for the time being
	case "199":
		w.WriteHeader(199) // want `WriteHeader sends 199, which is not registered with IANA: clients wait for another response \(statuscode/unregistered\)`
	case "0":
		w.WriteHeader(0) // want `WriteHeader sends 0, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
	case "0 and a text":
		http.Error(w, "x", 0) // want `http\.Error sends 0, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
	case "299":
		sendAs(299, w, nil) // want `sendAs sends 299, which is not registered with IANA: clients treat it as a 200 \(statuscode/unregistered\)`
	case "226":
		sendAs(226, w, nil) // ok: registered
	}
}

func redirected(w http.ResponseWriter, r *http.Request) {
	switch r.PathValue("case") {
	case "306":
		w.WriteHeader(306) // ok: redirects are judged with -statuscode.implied
	case "307":
		http.Redirect(w, r, "/", http.StatusTemporaryRedirect) // ok
	case "42":
		http.Redirect(w, r, "/", 42) // want `http\.Redirect sends 42, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
	case "498":
		http.Redirect(w, r, "/", 498) // want `http.Redirect sends 498, .* \(statuscode/unregistered\)`
	case "redirect to 0":
		http.Redirect(w, r, "/", 0) // want `http\.Redirect sends 0, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
	case "201":
		http.Redirect(w, r, "/", http.StatusCreated) // ok: registered, and has a Location
	case "file":
		http.ServeFile(w, r, "x") // ok: 206, 304, 404, 416 as it sees fit
	}
}

func unknown(w http.ResponseWriter, r *http.Request, statuses map[string]int) {
	send(w, statuses[r.URL.Path], nil) // ok: nobody knows
}

func upstream(w http.ResponseWriter, resp *http.Response) {
	w.WriteHeader(resp.StatusCode) // ok: another server's
	_, _ = io.Copy(w, resp.Body)
}

func compared(w http.ResponseWriter, resp *http.Response) {
	if resp.StatusCode == 520 {
		send(w, resp.StatusCode, nil) // ok: another server's
		return
	}
	switch code := resp.StatusCode; code {
	case 521, 522:
		send(w, code, nil) // ok: another server's
	case 523:
		send(w, 534, nil) // want `send sends 534, .* \(statuscode/unregistered\)`
	}
}

// zero is a helper's way to say that nothing was decided.
func zero(w http.ResponseWriter, status int) {
	if status == 0 {
		status = http.StatusOK
	}
	w.WriteHeader(status)
}

func undecided(w http.ResponseWriter, _ *http.Request) {
	zero(w, 0) // ok: 200
}

func decided(w http.ResponseWriter, _ *http.Request) {
	zero(w, 420) // want `zero sends 420, .* \(statuscode/unregistered\)`
}

// chosen picks one of two.
func chosen(w http.ResponseWriter, r *http.Request) {
	status := http.StatusConflict
	if r.Method == http.MethodPost {
		status = 427
	}
	w.WriteHeader(status) // want `WriteHeader sends 427, .* \(statuscode/unregistered\)`
}

// elsewhere uses numbers that are no statuses.
func elsewhere(w http.ResponseWriter, _ *http.Request, log io.Writer) {
	_ = json.NewEncoder(log).Encode(map[string]int{"code": 599})
	send(w, http.StatusOK, map[string]int{"code": 599}) // ok: in the body
}

func silenced(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(498) //respvet:ignore statuscode our proxy's own number
}

func unused(w http.ResponseWriter, _ *http.Request) {
	w.WriteHeader(409) /* want `silences nothing.* \(statuscode\)` */ //respvet:ignore statuscode our proxy's own number
}

// common answers what well-known programs made common.
func common(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/nginx":
		w.WriteHeader(499) // ok: the client has closed the request
	case "/cloudflare":
		http.Error(w, "the origin failed", 520) // ok
	case "/iis":
		w.WriteHeader(440) // ok: the session has expired
	case "/nobody":
		w.WriteHeader(441) // want `WriteHeader sends 441, .* \(statuscode/unregistered\)`
	}
}
