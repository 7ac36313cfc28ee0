package lists

import (
	"net/http"
	"os"
)

func unlock() {}

// rows defers a call: what it returns goes through a variable.
func rows(dir string) ([]string, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	var out []string
	for _, f := range files {
		out = append(out, f.Name())
	}
	return out, nil
}

// others is rows for one caller.
func others(dir string) ([]string, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	var out []string
	for _, f := range files {
		out = append(out, f.Name())
	}
	return out, nil
}

// rowsMade differs in the declaration.
func rowsMade(dir string) ([]string, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	out := []string{}
	for _, f := range files {
		out = append(out, f.Name())
	}
	return out, nil
}

// rowsReplaced differs in what is deferred.
func rowsReplaced(dir string) (out []string, err error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	defer func() {
		if out == nil {
			out = []string{}
		}
	}()
	for _, f := range files {
		out = append(out, f.Name())
	}
	return out, nil
}

func deferred(w http.ResponseWriter, r *http.Request) {
	list, err := rows(".")
	if err != nil {
		return
	}
	send(w, page{Data: list}) // want `send sends "data": null when rows appends nothing to out; clients expect \[\]`
}

func deferredMade(w http.ResponseWriter, r *http.Request) {
	list, err := rowsMade(".")
	if err != nil {
		return
	}
	send(w, page{Data: list}) // ok
}

func deferredReplaced(w http.ResponseWriter, r *http.Request) {
	list, err := rowsReplaced(".")
	if err != nil {
		return
	}
	send(w, page{Data: list}) // ok
}

// sendList makes an empty list of none.
func sendList(w http.ResponseWriter, list []string) {
	if list == nil {
		list = []string{}
	}
	send(w, page{Data: list})
}

func sendSome[T any](w http.ResponseWriter, list []T) {
	if len(list) == 0 {
		list = []T{}
	}
	send(w, list)
}

func sendBare(w http.ResponseWriter, list []string) { send(w, page{Data: list}) }

func filled(w http.ResponseWriter, r *http.Request) {
	list, err := others(".")
	if err != nil {
		return
	}
	switch r.Method {
	case http.MethodGet:
		sendList(w, list) // ok
	case http.MethodPut:
		sendSome(w, list) // ok
	default:
		sendBare(w, list) // want `sendBare sends "data": null when others appends nothing to out; clients expect \[\]`
	}
}
