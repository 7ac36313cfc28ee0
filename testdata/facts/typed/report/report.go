// want package:"carries\\(apierror.Error status=.Code\\)"

// Package report answers with errors.
package report

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/respvet/respvet/testdata/facts/typed/apierror"
)

// Error tells a client what it may know.
func Error(w http.ResponseWriter, err error) { // want Error:`^returns\(\) sets\(param0.#body=true, param0.#header.Content-Type="application/json", param0.#sent=true, param0.#status=param1.Code\) if param1 wraps apierror.Error \| returns\(\) sets\(param0.#body=true, param0.#header.Content-Type="application/json", param0.#sent=true, param0.#status=500\) if param1 wraps no apierror.Error$` Error:`^writes\(w=0 status=param1.Code body=json\(object\) if param1 wraps apierror.Error\) writes\(w=0 status=500 body=json\(object\) if param1 wraps no apierror.Error\)$`
	var e *apierror.Error
	if errors.As(err, &e) {
		write(w, e.Code, e.Message)
		return
	}
	slog.Error("request failed", "error", err)
	write(w, http.StatusInternalServerError, "internal error")
}

// Text tells it in plain text.
func Text(w http.ResponseWriter, err error) { // want Text:`^returns\(\) sets\(param0.#body=true, param0.#sent=true, param0.#status=500\)$` Text:`^writes\(w=0 status=500 body=text error\)$`
	http.Error(w, apierror.Message(err), http.StatusInternalServerError)
}

func write(w http.ResponseWriter, code int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(map[string]string{"message": message})
}

// Exit ends the program.
func Exit(err error) { // want Exit:`^noreturn$`
	slog.Error("cannot go on", "error", err)
	panic(err)
}
