package wppbackend

import "net/http"

// W7: a list is {"data": [ … ]}, and an empty one is 200 with "data": [].

type page struct {
	Data []product `json:"data"`
}

// W7Nil sends null where there is nothing to list.
func W7Nil(w http.ResponseWriter, r *http.Request) {
	var found []product // want `found is encoded as "data": null when nothing is appended; clients expect \[\] \(nilslice\)`
	for _, id := range r.URL.Query()["id"] {
		found = append(found, product{ID: id})
	}
	send(w, http.StatusOK, page{Data: found})
}

// W7Empty sends [] there.
func W7Empty(w http.ResponseWriter, r *http.Request) {
	found := []product{} // ok
	for _, id := range r.URL.Query()["id"] {
		found = append(found, product{ID: id})
	}
	send(w, http.StatusOK, page{Data: found})
}

// W7Returned sends what a function returns.
func W7Returned(w http.ResponseWriter, r *http.Request) {
	if r.URL.Query().Has("nil") {
		send(w, http.StatusOK, map[string]any{"data": perhaps(r)}) // want `send sends "data": null when perhaps appends nothing to found; clients expect \[\] \(nilslice\)`
		return
	}
	send(w, http.StatusOK, map[string]any{"data": surely(r)}) // ok
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
		send(w, http.StatusOK, shortPage{Data: r.URL.Query()["id"]}) // want `send omits "data" when the list is empty \(omitempty\); contract wpp requires \[\] \(nilslice\)`
		return
	}
	send(w, http.StatusOK, page{Data: surely(r)}) // ok
}

type shortPage struct {
	Data []string `json:"data,omitempty"`
}

// W7Bare sends the list as the body itself.
func W7Bare(w http.ResponseWriter, r *http.Request) {
	send(w, http.StatusOK, surely(r)) // want `\(envelope\)`
}

// W7Filtered says of an empty list that it is not there, or nothing.
func W7Filtered(w http.ResponseWriter, r *http.Request) {
	found := surely(r)
	switch {
	case len(found) > 0:
		send(w, http.StatusOK, page{Data: found}) // ok
	case r.Method == http.MethodGet:
		failWith(w, http.StatusNotFound, "the filter matches nothing") // ok: two conditions
	}
}

// W7Missing answers 404.
func W7Missing(w http.ResponseWriter, r *http.Request) {
	found := surely(r)
	if len(found) == 0 {
		failWith(w, http.StatusNotFound, "there are no products") // want `failWith sends 404 Not Found for an empty list; contract wpp requires 200 OK with \[\] \(statusmeaning\)`
		return
	}
	send(w, http.StatusOK, page{Data: found})
}

// W7Nothing answers 204.
func W7Nothing(w http.ResponseWriter, r *http.Request) {
	found := surely(r)
	if len(found) == 0 {
		w.WriteHeader(http.StatusNoContent) // want `WriteHeader sends 204 No Content for an empty list; contract wpp requires 200 OK with \[\] \(statusmeaning\)`
		return
	}
	send(w, http.StatusOK, page{Data: found})
}
