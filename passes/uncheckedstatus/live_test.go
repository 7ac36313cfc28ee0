package uncheckedstatus_test

import (
	"testing"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/uncheckedstatus"
)

// What is fixed asks a real server: the error repeats no key, what the server says in
// a body is still read, and a page that is served keeps its status.
func TestLive(t *testing.T) {
	fixture.TestFixed(t, uncheckedstatus.Analyzer, 2, map[string]string{
		"client.go": `package client

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

func Rates(base, key string) ([]byte, error) {
	resp, err := http.Get(base + "/rates?api_key=" + key)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

func Ordered(base, key string) ([]byte, error) {
	req, err := http.NewRequest("GET", base+"/rates", nil)
	if err != nil {
		return nil, err
	}
	req.URL.RawQuery = "api_key=" + key
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

type answer struct{ Error, Rate string }

func Told(base string) (string, error) {
	resp, err := http.Get(base)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var a answer
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil {
		return "", err
	}
	if a.Error != "" {
		return "", errors.New(a.Error)
	}
	return a.Rate, nil
}

func Handed(base string) (a answer, err error) {
	resp, err := http.Get(base)
	if err != nil {
		return a, err
	}
	defer resp.Body.Close()
	return a, json.NewDecoder(resp.Body).Decode(&a)
}

func Page(base string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, _ *http.Request) error {
		resp, err := http.Get(base)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(w, resp.Body)
		return err
	}
}
`,
		"client_test.go": `package client

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func Test(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(503)
		io.WriteString(w, "{\"error\":\"closed for today\"}")
	}))
	defer s.Close()
	for name, ask := range map[string]func(base, key string) ([]byte, error){"Rates": Rates, "Ordered": Ordered} {
		_, err := ask(s.URL, "letmein")
		if err == nil || strings.Contains(err.Error(), "letmein") || !strings.Contains(err.Error(), "503") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	if _, err := Told(s.URL); err == nil || err.Error() != "closed for today" {
		t.Errorf("the error is %v, want what the server says", err)
	}
	if a, err := Handed(s.URL); err != nil || a.Error != "closed for today" {
		t.Errorf("the answer is %v, %v, want what the server says", a, err)
	}
	page := Page(s.URL)
	rec := httptest.NewRecorder()
	if err := page(rec, nil); err != nil || rec.Code != 200 || !strings.Contains(rec.Body.String(), "closed") {
		t.Errorf("the page is %d %s, %v", rec.Code, rec.Body, err)
	}
}
`})
}
