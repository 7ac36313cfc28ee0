/* want package:`runs\(func\(\*github.com/respvet/respvet/testdata/facts/outcomes.Context\) \(error\)\)` */ // Package outcomes has helpers of gin's handlers that say whether gin has responded, and an
// adapter of handlers of its own.
package outcomes

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func Parse(c *gin.Context, v any) bool { // want Parse:`writes\(w=0 status=400 body=none\)` Parse:`outcomes\(sent 0=false; 0=true; false is failed\)`
	return c.BindJSON(v) == nil
}

func Decode(c *gin.Context, v any) bool { // want Decode:`outcomes\(false is failed\)` Decode:`quiet\(0\)`
	return c.ShouldBindJSON(v) == nil
}

func Both(c *gin.Context, path, body any) error { // want Both:`writes\(w=0 status=400 body=none\)` Both:`outcomes\(sent 0=true; sent 0=true; 0=false\)`
	if err := c.BindUri(path); err != nil {
		return err
	}
	return c.BindJSON(body)
}

// A Context is what handlers respond through.
type Context struct {
	W http.ResponseWriter
	R *http.Request
}

// A Handler responds.
type Handler func(*Context) error

func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { // want ServeHTTP:`writes\(w=1 status=500 body=text error\)`
	if err := h(&Context{w, r}); err != nil {
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}
