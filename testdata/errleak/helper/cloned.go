package helper

import (
	"encoding/json"
	"fmt"
	"net/http"
)

// A problem is an error that is answered with its status and its message.
type problem struct {
	Status  int    `json:"status"`
	Message string `json:"message"`
	trace   string
}

func (p problem) Error() string { return p.Message }

// wrap adds to the message: what it is given is sent.
func (p problem) wrap(format string, args ...any) *problem {
	p.Message += "; " + fmt.Sprintf(format, args...)
	return &p
}

// with adds what is only logged: the message is as it was.
func (p problem) with(trace string) *problem {
	p.trace = trace
	return &p
}

var badOrder = &problem{Status: http.StatusBadRequest, Message: "bad order"}

func parseOrder(s string) (o Order, err error) {
	if err := json.Unmarshal([]byte(s), &o); err != nil {
		return o, fmt.Errorf("order: %s", err.Error())
	}
	return o, nil
}

// An Order is what is ordered.
type Order struct{ ID string }

func readOrder(r *http.Request) (Order, *problem) {
	o, err := parseOrder(r.FormValue("order"))
	if err != nil {
		return o, badOrder.wrap("%s", err.Error()) // want `parse error text from json\.Unmarshal is sent to the client in the body of the 400 \(errleak/parse\)`
	}
	return o, nil
}

func placeOrder(r *http.Request) (Order, error) {
	o, p := readOrder(r)
	if p != nil {
		return o, p.with(r.URL.Path)
	}
	return o, nil
}

// Place answers with the problem, whoever has built it.
func Place(w http.ResponseWriter, r *http.Request) {
	o, err := placeOrder(r)
	if p, ok := err.(*problem); ok {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(p.Status)
		json.NewEncoder(w).Encode(p)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(o)
}
