// Package problem says what went wrong.
package problem

// A Code is a kind of problem.
type Code string

// The codes.
const (
	Input Code = "bad-input"
	Lost  Code = "not-found"
)

// A Problem is what a client gets.
type Problem struct {
	Code   Code   `json:"code"`
	Detail string `json:"detail"`
	cause  error
}

// From makes a problem of an error.
func From(err error, code Code) *Problem { // want From:`^returns\(problem.Problem{Code:param1 Detail:text\(param0\) cause:param0}\)$`
	p := new(Problem)
	p.Code = code
	p.Detail = err.Error()
	p.cause = err
	return p
}

// Status is the status of a code.
func Status(code Code) int { // want Status:`^returns\(400\) if param0 == "bad-input" \| returns\(404\) if param0 != "bad-input" and param0 == "not-found" \| returns\(500\) if param0 != "bad-input" and param0 != "not-found"$`
	switch code {
	case Input:
		return 400
	case Lost:
		return 404
	}
	return 500
}
