// Package headerprobe asks for what stands in the header of an answer. The loop is
// taken for one that waits for a service to be there, of whose answer nothing is used.
package headerprobe

import (
	"errors"
	"net/http"
	"time"
)

var errRefused = errors.New("refused")

func token(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return "", errRefused
	}
	return resp.Header.Get("X-Token"), nil
}

func Token(url string) string {
	for { // want `the loop calls token again every 1s as long as it fails.*\(badretry/unbounded\)`
		tok, err := token(url)
		if err == nil { // want `the loop calls token again after a 400, 403, 404 or 422 as well.*\(badretry/clienterror\)`
			return tok
		}
		time.Sleep(time.Second)
	}
}

func Up(url string) {
	for { // ok
		if _, err := token(url); err == nil {
			return
		}
		time.Sleep(time.Second)
	}
}
