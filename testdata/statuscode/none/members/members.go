// Package members sends a status that is a member of what a function returns.
package members

import "net/http"

type result struct {
	text   string
	status int
}

type script func() (string, int)

// run returns -1 where a script has no status of its own.
func run(s any) (res result) {
	if with, ok := s.(script); ok {
		res.text, res.status = with()
		return res
	}
	res.text, res.status = "done", -1
	return res
}

func tested(w http.ResponseWriter, r *http.Request) {
	res := run(r.Context().Value("script"))
	if res.status != -1 {
		w.WriteHeader(res.status) // ok: the member was tested
	}
	_, _ = w.Write([]byte(res.text))
}

func other(w http.ResponseWriter, r *http.Request) {
	res := run(r.Context().Value("script"))
	if res.text != "" {
		w.WriteHeader(res.status) // want `WriteHeader sends -1, which is not a status code: net/http panics below 100 and above 999 \(statuscode/invalid\)`
	}
	_, _ = w.Write([]byte(res.text))
}

func routes(mux *http.ServeMux) {
	mux.HandleFunc("/tested", tested)
	mux.HandleFunc("/other", other)
}
