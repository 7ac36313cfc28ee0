// Package habit shows its clients every error.
package habit

import (
	"fmt"
	"net/http"
	"os"
)

func serve(w http.ResponseWriter, r *http.Request) {
	err := os.Chdir(r.FormValue("dir"))
	switch r.FormValue("case") {
	case "0":
		http.Error(w, fmt.Sprint("case 0: ", err), http.StatusInternalServerError) // want `11 responses of this package send internal error text to clients; -errleak\.each lists them \(errleak/error\)`
	case "1":
		http.Error(w, fmt.Sprint("case 1: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "2":
		http.Error(w, fmt.Sprint("case 2: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "3":
		http.Error(w, fmt.Sprint("case 3: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "4":
		http.Error(w, fmt.Sprint("case 4: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "5":
		http.Error(w, fmt.Sprint("case 5: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "6":
		http.Error(w, fmt.Sprint("case 6: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "7":
		http.Error(w, fmt.Sprint("case 7: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "8":
		http.Error(w, fmt.Sprint("case 8: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "9":
		http.Error(w, fmt.Sprint("case 9: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "10":
		http.Error(w, fmt.Sprint("case 10: ", err), http.StatusInternalServerError) // ok: the first is reported
	case "missing":
		http.Error(w, err.Error(), http.StatusNotFound) // ok: of another category, which is off
	}
}
