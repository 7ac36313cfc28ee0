package gates

import (
	"encoding/json"
	"net/http"
)

// A burnt says what has gone wrong: the cause to developers, all to the log.
type burnt struct {
	Code     string  `json:"code"`
	Cause    *string `json:"cause,omitempty"`
	Internal *string `json:"-"`
}

type reply struct {
	Name  string `json:"name"`
	Error *burnt `json:"error,omitempty"`
}

func pointed(err error, debug bool) *burnt {
	text := err.Error()
	b := &burnt{Code: "burnt", Internal: &text}
	if debug {
		b.Cause = &text // ok: for developers
	}
	return b
}

func shown(err error, debug bool) *burnt {
	text := err.Error() // want `error text from os.Remove is sent to the client`
	b := &burnt{Code: "burnt", Internal: &text}
	if !debug {
		b.Cause = &text
	}
	return b
}

func always(err error) *burnt {
	text := err.Error() // want `error text from os.Remove is sent to the client`
	return &burnt{Code: "burnt", Cause: &text}
}

func (k *kitchen) pans(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	switch err := recipe(r.PathValue("name")); {
	case err == nil:
	case r.Method == http.MethodGet:
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(reply{"pans", pointed(err, k.detail)})
	case r.Method == http.MethodPut:
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(reply{"pans", shown(err, k.detail)})
	default:
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(reply{"pans", always(err)})
	}
}

// A plate keeps the text itself.
type plate struct {
	Text string `json:"text"`
}

func (k *kitchen) plates(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if err := recipe(r.PathValue("name")); err != nil {
		text := err.Error()
		p := &plate{Text: "no plate"}
		if k.cfg.development() {
			p.Text = text // ok: for developers
		}
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(p)
	}
}

func (k *kitchen) bowls(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	if err := recipe(r.PathValue("name")); err != nil {
		text := err.Error() // want `error text from os.Remove is sent to the client`
		p := &plate{Text: "no bowl"}
		if r.ContentLength > 0 {
			p.Text = text
		}
		w.WriteHeader(http.StatusInternalServerError)
		json.NewEncoder(w).Encode(p)
	}
}
