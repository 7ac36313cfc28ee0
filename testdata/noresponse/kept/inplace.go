package kept

import (
	"net/http"
	"strconv"
)

// A reason is what the client is to know of a failure.
type reason struct {
	code   string
	detail any
}

func (r reason) Error() string { return r.code }

func (r reason) with(detail any) reason {
	r.detail = detail
	return r
}

var (
	invalidPage = reason{code: "PAGE_INVALID"}
	unknownPage = reason{code: "PAGE_UNKNOWN"}
)

type stay struct {
	problems []error
	first    error
	tried    int
}

type pages struct {
	*stay
	read func(n int) ([]string, error)
}

func (p *pages) fail(err error) { p.problems = append(p.problems, err) }

// Whoever made the handler responds with the problems that it has left.
func (p *pages) list(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil || n < 0 {
		p.problems = append(p.problems, invalidPage.with(map[string]int{"n": n}))
		return // ok: a problem is left in its place
	}
	lines, err := p.read(n)
	if err != nil {
		p.first = unknownPage
		return // ok
	}
	reply(w, http.StatusOK, lines)
}

func (p *pages) one(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil {
		p.fail(invalidPage.with("no number"))
		return // ok
	}
	lines, err := p.read(n)
	if err != nil {
		p.first = nil
		return // want `p.read failed`
	}
	reply(w, http.StatusOK, lines)
}

// What is counted tells nobody what to respond.
func (p *pages) counted(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.FormValue("n"))
	if err != nil {
		p.tried++
		return // want `strconv.Atoi failed`
	}
	lines, err := p.read(n)
	if err != nil {
		problem := unknownPage.with(n)
		_ = problem
		return // want `p.read failed`
	}
	reply(w, http.StatusOK, lines)
}
