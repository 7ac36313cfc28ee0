// Package chain has many transports, each around whichever is given to it: a request may
// go through them in any order, and what it carries is asked for once of each.
package chain

import "net/http"

type step0 struct{ next http.RoundTripper }

func (s step0) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "0")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step1 struct{ next http.RoundTripper }

func (s step1) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "1")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step2 struct{ next http.RoundTripper }

func (s step2) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "2")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step3 struct{ next http.RoundTripper }

func (s step3) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "3")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step4 struct{ next http.RoundTripper }

func (s step4) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "4")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step5 struct{ next http.RoundTripper }

func (s step5) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "5")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step6 struct{ next http.RoundTripper }

func (s step6) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "6")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step7 struct{ next http.RoundTripper }

func (s step7) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "7")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step8 struct{ next http.RoundTripper }

func (s step8) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "8")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step9 struct{ next http.RoundTripper }

func (s step9) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "9")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step10 struct{ next http.RoundTripper }

func (s step10) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "10")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step11 struct{ next http.RoundTripper }

func (s step11) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "11")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step12 struct{ next http.RoundTripper }

func (s step12) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "12")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step13 struct{ next http.RoundTripper }

func (s step13) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "13")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step14 struct{ next http.RoundTripper }

func (s step14) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "14")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

type step15 struct{ next http.RoundTripper }

func (s step15) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Step", "15")
	return s.next.RoundTrip(r) // ok: a step of the chain
}

// Chain puts them around one another.
func Chain(next http.RoundTripper) http.RoundTripper {
	next = step0{next}
	next = step1{next}
	next = step2{next}
	next = step3{next}
	next = step4{next}
	next = step5{next}
	next = step6{next}
	next = step7{next}
	next = step8{next}
	next = step9{next}
	next = step10{next}
	next = step11{next}
	next = step12{next}
	next = step13{next}
	next = step14{next}
	next = step15{next}
	return next
}
