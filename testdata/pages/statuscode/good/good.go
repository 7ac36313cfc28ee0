// Package good has examples of the page of statuscode.
package good

import (
	"net/http"

	"github.com/respvet/respvet/testdata/pages/reply"
)

// A Product has a size.
type Product struct{ Size string }

// Create creates a product.
func Create(w http.ResponseWriter, r *http.Request) {
	p := Product{r.PathValue("size")}
	if p.Size == "" {
		reply.Error(w, http.StatusBadRequest, "size is required")
		return
	}
	reply.JSON(w, http.StatusCreated, p)
}
