package kept

import (
	"os"

	"github.com/gin-gonic/gin"
	"github.com/respvet/respvet/testdata/noresponse/kept/capture"
)

func captured(c *gin.Context) {
	f, err := os.Open(c.Param("file"))
	if err != nil {
		capture.Abort(c, err)
		return // ok: a middleware finds it in gin's list
	}
	defer f.Close()
	c.JSON(200, gin.H{"name": f.Name()})
}

func sent(errs chan error) gin.HandlerFunc {
	return func(c *gin.Context) {
		f, err := os.Open(c.Param("file"))
		if err != nil {
			capture.Send(c, errs, err)
			return // ok: whoever reads the channel has it
		}
		defer f.Close()
		c.JSON(200, gin.H{"name": f.Name()})
	}
}

func dropped(c *gin.Context) {
	f, err := os.Open(c.Param("file"))
	if err != nil {
		capture.Drop(c, err)
		return // want `os.Open failed and the handler returns without a response`
	}
	defer f.Close()
	c.JSON(200, gin.H{"name": f.Name()})
}
