// Package rendered renders pages, and says why it cannot.
package rendered

import (
	"bytes"
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"
)

var page = template.Must(template.New("page").Parse(`<h1>{{.Title}}</h1>`))

// direct may have begun the page: then the client has the status of that.
func direct(w http.ResponseWriter, r *http.Request) {
	if err := page.Execute(w, r); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from \(\*template\.Template\)\.Execute is sent to the client in the response body \(errleak/error\)`
	}
}

// buffered has sent nothing.
func buffered(w http.ResponseWriter, r *http.Request) {
	var b bytes.Buffer
	if err := page.Execute(&b, r); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError) // want `error text from \(\*template\.Template\)\.Execute is sent to the client in the body of the 500 \(errleak/error\)`
		return
	}
	_, _ = b.WriteTo(w)
}

func inGin(c *gin.Context) {
	if err := page.Execute(c.Writer, c.Request); err != nil {
		c.String(http.StatusInternalServerError, err.Error()) // want `is sent to the client in the response body`
	}
}
