package zalando

import "net/http"

// 124: an empty array is [], and not null.

type cart struct {
	Items []order `json:"items"`
}

// NullItems are nil where there are none.
func NullItems(w http.ResponseWriter, r *http.Request) {
	var items []order // want `items is encoded as "items": null when nothing is appended; clients expect \[\] \(nilslice\)`
	for _, id := range r.URL.Query()["id"] {
		items = append(items, order{ID: id})
	}
	send(w, http.StatusOK, cart{Items: items})
}

// NoItems are an empty list there.
func NoItems(w http.ResponseWriter, r *http.Request) {
	items := []order{} // ok
	for _, id := range r.URL.Query()["id"] {
		items = append(items, order{ID: id})
	}
	send(w, http.StatusOK, cart{Items: items})
}
