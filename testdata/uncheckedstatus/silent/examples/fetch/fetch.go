// Package fetch shows how a list is fetched.
package fetch

import (
	"encoding/json"
	"net/http"
)

// List fetches a list.
func List(url string) (list []string, err error) {
	resp, err := http.Get(url) // ok: an example leaves out what a program would do
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return list, json.NewDecoder(resp.Body).Decode(&list)
}
