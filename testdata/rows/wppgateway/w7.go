package wppgateway

import "net/http"

// W7: a list is {"data": [ … ]}, and an empty one is 200 with "data": []. A gateway
// has no list of its own: its 200 is the mistake of another row as well (w2.go).

type page struct {
	Data []product `json:"data"`
}

// W7Nil sends null where there is nothing to list.
func W7Nil(w http.ResponseWriter, r *http.Request) {
	var found []product // want `found is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
	for _, id := range r.URL.Query()["id"] {
		found = append(found, product{ID: id})
	}
	send(w, http.StatusOK, page{Data: found}) // want `sends 200.*\(statuscode/role\)`
}

// W7Empty sends [] there.
func W7Empty(w http.ResponseWriter, r *http.Request) {
	found := []product{} // ok
	for _, id := range r.URL.Query()["id"] {
		found = append(found, product{ID: id})
	}
	send(w, http.StatusOK, page{Data: found}) // want `sends 200.*\(statuscode/role\)`
}

// W7Returned sends what a function returns.
func W7Returned(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("nil") {
		send(w, http.StatusOK, map[string]any{"data": perhaps(r)}) // want `send sends "data": null when perhaps appends nothing to found; clients expect \[\] \(nilslice\)` `sends 200.*\(statuscode/role\)`
		return
	}
	send(w, http.StatusOK, map[string]any{"data": surely(r)}) // want `sends 200.*\(statuscode/role\)`
}

func perhaps(r *http.Request) []product {
	var found []product
	for _, id := range r.URL.Query()["id"] {
		found = append(found, product{ID: id})
	}
	return found
}

func surely(r *http.Request) []product {
	found := make([]product, 0)
	for _, id := range r.URL.Query()["id"] {
		found = append(found, product{ID: id})
	}
	return found
}

// W7Omitted leaves the list out where it is empty.
func W7Omitted(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("short") {
		send(w, http.StatusOK, shortPage{Data: r.URL.Query()["id"]}) // want `send omits "data" when the list is empty \(omitempty\); contract wpp requires \[\] \(nilslice\)` `sends 200.*\(statuscode/role\)`
		return
	}
	send(w, http.StatusOK, page{Data: surely(r)}) // want `sends 200.*\(statuscode/role\)`
}

type shortPage struct {
	Data []string `json:"data,omitempty"`
}

// W7Bare sends the list as the body itself.
func W7Bare(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusOK, surely(r)) // want `\(envelope\)` `sends 200.*\(statuscode/role\)`
}
