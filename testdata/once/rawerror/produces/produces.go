// Package produces documents JSON for what succeeds, and has text for every error but one.
package produces

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

type order struct {
	Item string `json:"item"`
}

// show shows an order.
//
//	@Produce	json
//	@Success	200	{object}	order
func show(c *gin.Context) {
	switch c.Param("id") {
	case "0":
		c.String(http.StatusNotFound, "no such order") // want `5 error responses of this package are text/plain, fewer are JSON; clients of a JSON API expect JSON; -rawerror\.each lists them`
	case "1":
		c.String(http.StatusGone, "too late")
	default:
		c.JSON(http.StatusOK, order{})
	}
}

// pay pays for one.
//
//	@Produce	json
//	@Success	200	{object}	order
func pay(c *gin.Context) {
	switch c.Param("id") {
	case "0":
		c.String(http.StatusNotFound, "no such order")
	case "1":
		c.String(http.StatusConflict, "paid already")
	case "2":
		c.String(http.StatusPaymentRequired, "no money")
	default:
		c.JSON(http.StatusOK, order{})
	}
}

func repair(c *gin.Context) {
	c.JSON(http.StatusInternalServerError, gin.H{"error": "some are broken"})
}
