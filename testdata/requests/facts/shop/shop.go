// Package shop wraps what fetch has wrapped.
package shop

import (
	"net/http"

	"github.com/respvet/respvet/testdata/requests/facts/fetch"
)

// Delete is fetch.Do with a method.
func Delete(u string) (*http.Response, error) { // want Delete:`^asks\(\(\*http.Client\).Do "DELETE" result0=answer hands\)$`
	return fetch.Do(http.MethodDelete, u)
}

// Code hands on what a method of the reply gives.
func Code(u string) (int, error) { // want Code:`^asks\(http.Get "GET" result0=status hands\)$`
	r, err := fetch.Ask(u)
	if err != nil {
		return 0, err
	}
	return r.Status(), nil
}

// Checked looks by way of fetch.
func Checked(u string) (*http.Response, error) { // want Checked:`^asks\(http.Get "GET" result0=answer looked\)$`
	resp, err := fetch.Get(u)
	if err == nil {
		err = fetch.Check(resp)
	}
	return resp, err
}
