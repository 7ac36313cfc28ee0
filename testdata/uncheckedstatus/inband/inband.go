// Package inband asks APIs that answer 200 whatever happened, and say in the body
// whether it worked. Who does not look there stands beside.
package inband

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
)

type parcel struct {
	Code    int    `json:"code"`
	Reason  string `json:"reason"`
	Station string `json:"station"`
}

func (p *parcel) Failure() error {
	if p.Code != 0 {
		return fmt.Errorf("parcel: %s", p.Reason)
	}
	return nil
}

type Tracker struct {
	hc   *http.Client
	base string
}

func (t *Tracker) ByCode(id string) (string, error) {
	resp, err := t.hc.Get(t.base + id) // ok
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var p parcel
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return "", err
	}
	if p.Code != 0 {
		return "", errors.New(p.Reason)
	}
	return p.Station, nil
}

// Believed decodes the same, and does not test it.
func (t *Tracker) Believed(id string) (string, error) {
	resp, err := t.hc.Get(t.base + id) // want `json.NewDecoder reads`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var p parcel
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return "", err
	}
	return p.Station, nil
}

// Trimmed tests what has nothing to do with failures: it has no fix all the same.
func (t *Tracker) Trimmed(id string) (string, error) {
	resp, err := t.hc.Get(t.base + id) // want `json.NewDecoder reads`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	var p parcel
	if err := json.NewDecoder(resp.Body).Decode(&p); err != nil {
		return "", err
	}
	if len(p.Station) > 20 {
		p.Station = p.Station[:20]
	}
	return p.Station, nil
}

func (t *Tracker) ByMethod(id string) (string, error) {
	resp, err := t.hc.Get(t.base + id) // ok
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	p := new(parcel)
	if err := json.Unmarshal(data, p); err != nil {
		return "", err
	}
	if err := p.Failure(); err != nil {
		return "", err
	}
	return p.Station, nil
}

// load decodes to what its callers give it; some of them look.
func (t *Tracker) load(id string, into any) error {
	resp, err := t.hc.Get(t.base + id) // ok
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func (t *Tracker) Station(id string) (string, error) {
	var p parcel
	if err := t.load(id, &p); err != nil {
		return "", err
	}
	if p.Reason != "" {
		return "", errors.New("track: " + p.Reason)
	}
	return p.Station, nil
}

// fetch is the same, and none of its callers does.
func (t *Tracker) fetch(id string, into any) error {
	resp, err := t.hc.Get(t.base + id) // want `json.NewDecoder reads`
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(into)
}

func (t *Tracker) Fetched(id string) (string, error) {
	var p parcel
	if err := t.fetch(id, &p); err != nil {
		return "", err
	}
	return p.Station, nil
}

// A map has the member or not.
func Map(u string) (map[string]any, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	m := make(map[string]any)
	if err := json.NewDecoder(resp.Body).Decode(&m); err != nil {
		return nil, err
	}
	if text, found := m["fault"]; found {
		return nil, fmt.Errorf("map: %v", text)
	}
	return m, nil
}

// Address takes nothing for an address that is none.
func Address(u string) (net.IP, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	ip := net.ParseIP(strings.TrimSpace(string(data)))
	if ip == nil {
		return nil, errors.New("no address")
	}
	return ip, nil
}

// AnyAddress takes whatever comes.
func AnyAddress(u string) (string, error) {
	resp, err := http.Get(u) // want `io.ReadAll reads`
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(string(data)), nil
}

// Works says so.
func Works(u string) bool {
	resp, err := http.Get(u) // ok
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	data, _ := io.ReadAll(resp.Body)
	return string(data) == "pong"
}

// Told logs what the server says.
func Told(u string) {
	resp, err := http.Post(u, "text/plain", nil) // ok
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	var p parcel
	if json.NewDecoder(resp.Body).Decode(&p) == nil && p.Code > 0 {
		log.Printf("told: %s", p.Reason)
	}
}

// envelope decodes and tests in one function for all.
func envelope[T any](resp *http.Response) (v T, err error) {
	defer resp.Body.Close()
	var e struct {
		OK      bool
		Message string
		Result  T
	}
	if err := json.NewDecoder(resp.Body).Decode(&e); err != nil {
		return v, err
	}
	if !e.OK {
		return v, errors.New(e.Message)
	}
	return e.Result, nil
}

func Enveloped(u string) (parcel, error) {
	resp, err := http.Get(u) // ok
	if err != nil {
		return parcel{}, err
	}
	return envelope[parcel](resp)
}

// Fault is what a JSON-RPC server says of a failure.
type Fault struct{ Message string }

func (f *Fault) Error() string { return f.Message }

// Reply is what a JSON-RPC server answers.
type Reply struct {
	Result json.RawMessage
	Fault  *Fault
}

// Call leaves it to its callers, in other packages, to look at the fault.
func Call(u string) (*Reply, error) {
	resp, err := http.Post(u, "application/json", nil) // ok
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	r := new(Reply)
	return r, json.NewDecoder(resp.Body).Decode(r)
}

// Result gives its callers nothing of the fault.
func Result(u string) (json.RawMessage, error) {
	resp, err := http.Post(u, "application/json", nil) // want `the response status of http\.Post is never checked: json\.NewDecoder reads the body of a 404 or 503 as a success`
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	r := new(Reply)
	err = json.NewDecoder(resp.Body).Decode(r)
	return r.Result, err
}

// A Ticket is for the members of a club, who renew it now and then.
type Ticket struct {
	URL   string
	Value string
}

type issued struct {
	Code   int    `json:"code"`
	Reason string `json:"reason"`
	Value  string `json:"value"`
	Until  int64  `json:"until"`
}

// Renew prints what the server says, and keeps the old value.
func (t *Ticket) Renew() {
	resp, err := http.Get(t.URL) // ok
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	var in issued
	if err := json.NewDecoder(resp.Body).Decode(&in); err != nil {
		log.Print(err)
		return
	}
	if in.Code != 0 {
		log.Print(in.Reason)
		return
	}
	t.Value = in.Value
}

// Extend tests something else of it, and prints it.
func (t *Ticket) Extend() {
	resp, err := http.Get(t.URL) // want `json.NewDecoder reads`
	if err != nil {
		log.Print(err)
		return
	}
	defer resp.Body.Close()
	var in issued
	if err := json.NewDecoder(resp.Body).Decode(&in); err != nil {
		log.Print(err)
		return
	}
	if in.Until > 0 {
		log.Print("it ends")
	}
	t.Value = in.Value
}
