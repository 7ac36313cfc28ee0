// Package undocumented sends a status that its document lacks.
package undocumented

import "net/http"

// Server shows invoices.
type Server struct{ invoices map[string][]byte }

// Routes returns the routes of openapi.yaml.
func (s *Server) Routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /invoices/{id}", s.invoice)
	return mux
}

func (s *Server) invoice(w http.ResponseWriter, r *http.Request) {
	data, ok := s.invoices[r.PathValue("id")]
	switch {
	case !ok:
		w.WriteHeader(http.StatusNotFound)
	case len(data) == 0:
		w.WriteHeader(http.StatusConflict) // MISTAKE: the document lacks 409
	default:
		w.Header().Set("Content-Type", "application/pdf")
		_, _ = w.Write(data)
	}
}
