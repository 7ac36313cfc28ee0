package plain

import (
	"net/http"
)

// Invoice shows an invoice as a page.
//
// @Summary  Show an invoice
// @Produce  html,json
// @Success  200  {string}  string
// @Failure  404  {object}  problemJSON
// @Router   /invoices/{id} [get]
func Invoice(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "" {
		http.Error(w, "no such invoice", http.StatusNotFound) // want `http.Error answers 404 as text/plain.*\(rawerror\)`
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte("<h1>Invoice</h1>"))
}

// Receipt shows a receipt as a page; nobody has said that its errors are JSON.
//
// @Summary  Show a receipt
// @Success  200  {string}  string
// @Failure  404  {string}  string
// @Router   /receipts/{id} [get]
func Receipt(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "" {
		http.Error(w, "no such receipt", http.StatusNotFound) // ok: a page's reader
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte("<h1>Receipt</h1>"))
}

// Ticket says that it answers nothing but pages.
//
// @Produce  html
// @Failure  404  {object}  problemJSON
// @Router   /tickets/{id} [get]
func Ticket(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "" {
		http.Error(w, "no such ticket", http.StatusNotFound) // ok: documented as a page
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte("<h1>Ticket</h1>"))
}

// Log says that it answers text.
//
// @Produce  plain
// @Success  200  {string}  string
// @Router   /log [get]
func Log(w http.ResponseWriter, r *http.Request) {
	switch r.URL.RawQuery {
	case "":
		http.Error(w, "which one?", http.StatusBadRequest) // ok: text is what it documents
	case "json":
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte("{}"))
	}
}

type problemJSON struct {
	Error string `json:"error"`
}

var _ = problemJSON{}
