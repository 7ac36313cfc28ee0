// Package correlated holds handlers that remember in something else than an error
// that they have answered, beside those whose memory is of another matter.
package correlated

import (
	"context"
	"net/http"
)

var ok = []byte("ok")

func number(w http.ResponseWriter, r *http.Request) {
	status := 200
	if r.Body == nil {
		status = 400
		http.Error(w, "no body", status) // ok: the status is looked at
	}
	if status >= 400 {
		return
	}
	w.Write(ok)
}

func numberOfAnother(w http.ResponseWriter, r *http.Request) {
	status := 200
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // want `handler continues after http\.Error sent 400: a second response is written at line \d+`
	}
	if r.ContentLength > 99 {
		status = 202
	}
	if status == 202 {
		println("accepted")
	}
	w.Write(ok)
}

func numberTooLarge(w http.ResponseWriter, r *http.Request) {
	status := 200
	if r.Body == nil {
		status = 400
		http.Error(w, "no body", status) // want `handler continues after http\.Error sent 400: a second response is written at line \d+`
	}
	if status >= 500 {
		return
	}
	w.Write(ok)
}

func counted(w http.ResponseWriter, r *http.Request) {
	n := 0
	for _, v := range r.Header["X-Item"] {
		if v == "" {
			http.Error(w, "empty item", http.StatusBadRequest) // ok: the count is looked at
			n++
			break
		}
	}
	if n > 0 {
		return
	}
	w.Write(ok)
}

func countedOther(w http.ResponseWriter, r *http.Request) {
	n := 0
	for _, v := range r.Header["X-Item"] {
		if v == "" {
			http.Error(w, "empty item", http.StatusBadRequest) // want `handler continues after http\.Error sent 400: a second response is written at line \d+`
			break
		}
		n++
	}
	if n > 0 {
		println(n)
	}
	w.Write(ok)
}

func collected(w http.ResponseWriter, r *http.Request) {
	var problems []string
	if r.Body == nil {
		problems = append(problems, "no body")
		http.Error(w, "no body", http.StatusBadRequest) // ok: the list is looked at
	}
	if len(problems) == 0 {
		w.Write(ok)
	}
}

func collectedFirst(w http.ResponseWriter, r *http.Request) {
	var problems []string
	if r.Body == nil {
		problems = append(problems, "no body")
	}
	if len(problems) > 0 {
		http.Error(w, "bad request", http.StatusBadRequest) // ok: the next branch is the other one
	}
	if len(problems) == 0 {
		w.Write(ok)
	}
}

func collectedTwice(w http.ResponseWriter, r *http.Request) {
	var problems []string
	if r.Body == nil {
		problems = append(problems, "no body")
	}
	if len(problems) > 0 {
		http.Error(w, "bad request", http.StatusBadRequest) // want `handler continues after http\.Error sent 400: a second response is written at line \d+`
	}
	if len(problems) != 0 {
		w.Write(ok)
	}
}

func text(w http.ResponseWriter, r *http.Request) {
	user := ""
	if name, _, found := r.BasicAuth(); found {
		user = name
	} else {
		http.Error(w, "who are you", http.StatusUnauthorized) // ok: the user is looked at
	}
	if user == "" {
		return
	}
	w.Write(ok)
}

func textOfAll(w http.ResponseWriter, r *http.Request) {
	user := r.FormValue("user")
	if r.Body == nil {
		http.Error(w, "who are you", http.StatusUnauthorized) // want `handler continues after http\.Error sent 401: a second response is written at line \d+`
	}
	if user == "" {
		println("nobody")
	}
	w.Write(ok)
}

func state(w http.ResponseWriter, r *http.Request) {
	state := "new"
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // ok: the state is looked at
		state = "failed"
	}
	switch state {
	case "failed":
		return
	case "new":
		w.Write(ok)
	}
}

func stateWrong(w http.ResponseWriter, r *http.Request) {
	state := "new"
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // want `handler continues after http\.Error sent 400: a second response is written at line \d+`
		state = "broken"
	}
	switch state {
	case "failed":
		return
	}
	w.Write(ok)
}

// A server keeps a flag.
type server struct {
	failed, debug bool
	problems      []error
	done          chan struct{}
}

func (s *server) fail(w http.ResponseWriter, status int) {
	http.Error(w, "failed", status)
	s.failed = true
}

func (s *server) refuse(w http.ResponseWriter, status int) {
	if s.debug {
		println(status)
	}
	http.Error(w, "failed", status)
}

func (s *server) add(err error) { s.problems = append(s.problems, err) }

func (s *server) any() bool { return len(s.problems) > 0 }

func (s *server) flagged(w http.ResponseWriter, r *http.Request) {
	if r.Body == nil {
		s.fail(w, http.StatusBadRequest) // ok: the helper's flag is looked at
	}
	if s.failed {
		return
	}
	w.Write(ok)
}

func (s *server) flaggedElsewhere(w http.ResponseWriter, r *http.Request) {
	if r.Body == nil {
		s.refuse(w, http.StatusBadRequest) // want `handler continues after s\.refuse sent 400: a second response is written at line \d+`
	}
	if s.debug {
		println("here")
	}
	w.Write(ok)
}

func (s *server) listed(w http.ResponseWriter, r *http.Request) {
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // ok: the list is looked at
		s.add(http.ErrBodyNotAllowed)
	}
	if s.any() {
		return
	}
	w.Write(ok)
}

func local(w http.ResponseWriter, r *http.Request) {
	var failed struct{ v, other bool }
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // ok: the flag is looked at
		failed.v = true
	}
	if failed.v {
		return
	}
	w.Write(ok)
}

func localOther(w http.ResponseWriter, r *http.Request) {
	var failed struct{ v, other bool }
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // want `handler continues after http\.Error sent 400: a second response is written at line \d+`
		failed.v = true
	}
	if failed.other {
		println("other")
	}
	w.Write(ok)
	println(failed.v)
}

func errs(w http.ResponseWriter, r *http.Request) {
	var errs []error
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // ok: the list is looked at
		errs = append(errs, http.ErrBodyNotAllowed)
	}
	if len(errs) > 0 {
		return
	}
	w.Write(ok)
}

func keys(w http.ResponseWriter, r *http.Request) {
	bad := map[string]bool{}
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // ok: the map is looked at
		bad["body"] = true
	}
	if len(bad) > 0 {
		return
	}
	w.Write(ok)
}

func closed(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // ok: the channel is looked at
		close(done)
	}
	select {
	case <-done:
		return
	default:
	}
	w.Write(ok)
}

func (s *server) closedOther(w http.ResponseWriter, r *http.Request) {
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // want `handler continues after http\.Error sent 400: a second response is written at line \d+`
	}
	select {
	case <-s.done:
		return
	default:
	}
	w.Write(ok)
}

func cancelled(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	if r.Body == nil {
		http.Error(w, "no body", http.StatusBadRequest) // ok: the context is looked at
		cancel()
	}
	if ctx.Err() != nil {
		return
	}
	w.Write(ok)
}

func asked(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("id") == "" {
		http.Error(w, "no id", http.StatusBadRequest) // ok: the next branch is the other one
	}
	if r.FormValue("id") != "" {
		w.Write(ok)
	}
}

func askedOther(w http.ResponseWriter, r *http.Request) {
	if r.FormValue("id") == "" {
		http.Error(w, "no id", http.StatusBadRequest) // want `handler continues after http\.Error sent 400: a second response is written at line \d+`
	}
	if r.FormValue("name") != "" {
		w.Write(ok)
	}
}

func limits(w http.ResponseWriter, r *http.Request, n int) {
	if n > 100 {
		http.Error(w, "too many", http.StatusBadRequest) // ok: the next branch is the other one
	}
	if n < 50 {
		w.Write(ok)
	}
}

func limitsCrossed(w http.ResponseWriter, r *http.Request, n, m int) {
	if n > 100 {
		http.Error(w, "too many", http.StatusBadRequest) // want `handler continues after http\.Error sent 400: a second response is written at line \d+`
	}
	if m < 50 {
		w.Write(ok)
	}
}
