// Package slips shows its clients some errors.
package slips

import (
	"fmt"
	"net/http"
	"os"
)

func serve(w http.ResponseWriter, r *http.Request) {
	err := os.Chdir(r.FormValue("dir"))
	switch r.FormValue("case") {
	case "0":
		http.Error(w, fmt.Sprint("case 0: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	case "1":
		http.Error(w, fmt.Sprint("case 1: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	case "2":
		http.Error(w, fmt.Sprint("case 2: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	case "3":
		http.Error(w, fmt.Sprint("case 3: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	case "4":
		http.Error(w, fmt.Sprint("case 4: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	case "5":
		http.Error(w, fmt.Sprint("case 5: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	case "6":
		http.Error(w, fmt.Sprint("case 6: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	case "7":
		http.Error(w, fmt.Sprint("case 7: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	case "8":
		http.Error(w, fmt.Sprint("case 8: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	case "9":
		http.Error(w, fmt.Sprint("case 9: ", err), http.StatusInternalServerError) // want `error text from os.Chdir is sent to the client`
	}
}
