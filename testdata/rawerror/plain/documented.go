package plain

import (
	"encoding/json"
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
		http.Error(w, "no such invoice", http.StatusNotFound) // want `http.Error sends the 404 as text/plain.*\(rawerror\)`
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

// notFound is what a missing voucher is answered with.
//
// swagger:response notFound
type notFound string

// refusal is a JSON object.
//
// swagger:response refusal
type refusal struct {
	// in: body
	Body problemJSON
}

// Voucher finds a voucher; its errors are text, as documented.
func Voucher(w http.ResponseWriter, r *http.Request) {
	// swagger:route GET /vouchers/{id} vouchers Voucher
	//
	//	Produces:
	//	  - application/json
	//
	//	Responses:
	//	  200: voucher
	//	  400: refusal
	//	  404: notFound
	switch r.PathValue("id") {
	case "":
		http.Error(w, "which voucher?", http.StatusBadRequest) // want `http.Error sends the 400 as text/plain.*\(rawerror\)`
		return
	case "0":
		http.Error(w, "no such voucher", http.StatusNotFound) // ok: documented as a string
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"voucher": r.PathValue("id")})
}

// Coupon documents its error as a string, too.
//
// @Produce  json
// @Success  200  {object}  problemJSON
// @Failure  404  {string}  string
// @Router   /coupons/{id} [get]
func Coupon(w http.ResponseWriter, r *http.Request) {
	if r.PathValue("id") == "" {
		http.Error(w, "no such coupon", http.StatusNotFound) // ok
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(problemJSON{})
}
