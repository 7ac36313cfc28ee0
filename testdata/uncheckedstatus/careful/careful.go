// Package careful has fixes that leave alone what others rely on.
package careful

import (
	"encoding/json"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"
)

type answer struct {
	Errors []string
	Items  []string
}

// Handed gives what has a member for errors to its callers: they may look at it, so
// there is no fix.
func Handed(u string) (a answer, err error) {
	resp, err := http.Get(u) // want `json.NewDecoder reads`
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	err = json.NewDecoder(resp.Body).Decode(&a)
	return a, err
}

// Inspected looks at what the server says, for a purpose of its own: no fix comes before
// that.
func Inspected(u string) ([]string, error) {
	resp, err := http.Get(u) // want `json.NewDecoder reads`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return nil, err
	}
	if len(a.Items) > 9 {
		a.Items = a.Items[:9]
	}
	return a.Items, nil
}

// Serve answers with what came: an error would be another status for its own client.
func Serve(c echo.Context) error {
	resp, err := http.Get(c.QueryParam("url")) // want `io.ReadAll reads`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "text/plain", data)
}

// Secret has a key in its address, which no error repeats.
func Secret(key string) ([]byte, error) {
	resp, err := http.Get("http://localhost/rates?key=" + key) // want `io.ReadAll reads`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Constant names the host.
func Constant() ([]byte, error) {
	resp, err := http.Get("http://rates.example/today?key=abc") // want `io.ReadAll reads`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}
