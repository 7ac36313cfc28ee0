package amperity

import "net/http"

// Lists: {data, next_token, total}, of which data is required and an array.

type page struct {
	Data      []campaign `json:"data"`
	NextToken string     `json:"next_token,omitempty"`
	Total     int        `json:"total,omitempty"`
}

// ListNil sends null where there is nothing to list.
func ListNil(w http.ResponseWriter, r *http.Request) {
	var found []campaign // want `found is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
	for _, name := range r.URL.Query()["name"] {
		found = append(found, campaign{Name: name})
	}
	send(w, http.StatusOK, page{Data: found})
}

// ListEmpty sends [] there.
func ListEmpty(w http.ResponseWriter, r *http.Request) {
	found := []campaign{} // ok
	for _, name := range r.URL.Query()["name"] {
		found = append(found, campaign{Name: name})
	}
	send(w, http.StatusOK, page{Data: found})
}

// ListBare sends the list as the body itself.
func ListBare(w http.ResponseWriter, r *http.Request) {
	found := []campaign{{Name: r.PathValue("name")}}
	if r.URL.Query().Has("bare") {
		send(w, http.StatusOK, found) // want `\(envelope\)`
		return
	}
	send(w, http.StatusOK, page{Data: found}) // ok
}
