// Package exampleshop is no folder for examples.
package exampleshop

import (
	"encoding/json"
	"net/http"
)

// List fetches a list.
func List(url string) (list []string, err error) {
	resp, err := http.Get(url) // want `the response status of http.Get is never checked`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return list, json.NewDecoder(resp.Body).Decode(&list)
}
