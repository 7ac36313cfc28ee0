// Package nopcloser holds a body that net/http cannot send again, although the
// reader inside could be: io.NopCloser's row stands for its argument, so what is
// made of it seems to be of the argument's type.
package nopcloser

import (
	"bytes"
	"io"
	"net/http"
)

func wrapped(data []byte) {
	req, err := http.NewRequest(http.MethodPost, "http://localhost", io.NopCloser(bytes.NewReader(data)))
	if err != nil {
		return
	}
	http.DefaultClient.Do(req) // want `body: no`
}
