// Package handedagain answers again where a helper has answered through the writer
// that a project's own context hands out, and says so by its result.
package handedagain

import (
	"net/http"

	"github.com/respvet/respvet/testdata/regress/handedout/reply"
)

// Get goes on where a helper has answered.
func Get(c reply.Context) {
	if !reply.Need(c) {
		reply.Error(c, http.StatusForbidden, "not for you") // want `\(lateheader`
		return
	}
	if c.Request().PathValue("id") == "" {
		reply.Error(c, http.StatusBadRequest, "no id") // want `\(missingreturn\)`
	}
	reply.New(http.StatusOK, "order").Send(c)
}
