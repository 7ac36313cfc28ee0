// Package carrier asks those who take parcels, each with the library that their
// example has.
package carrier

import (
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/go-resty/resty/v2"
	"github.com/hashicorp/go-retryablehttp"
)

var errRefused = errors.New("carrier refused")

// A Label goes onto a parcel.
type Label struct {
	Number string `json:"number"`
}

// A Post carries letters.
type Post struct {
	plain  *resty.Client
	counts *resty.Client
	busy   *resty.Client
}

// NewPost returns a client of the post at base.
func NewPost(base string) *Post {
	return &Post{
		plain:  resty.New().SetBaseURL(base),
		counts: resty.New().SetBaseURL(base).SetRetryCount(3).SetRetryAfter(asked),
		busy: resty.New().SetBaseURL(base).SetRetryCount(3).SetRetryAfter(asked).
			AddRetryCondition(busy),
	}
}

func busy(r *resty.Response, err error) bool {
	return err != nil || r.StatusCode() == http.StatusTooManyRequests || r.StatusCode() >= 500
}

// asked waits as long as the post asks for, but for half a minute at most.
func asked(_ *resty.Client, r *resty.Response) (time.Duration, error) {
	d, err := time.ParseDuration(r.Header().Get("Retry-After") + "s")
	if err != nil {
		return 0, nil
	}
	return min(d, 30*time.Second), nil
}

// Price returns what a letter costs.
func (p *Post) Price() (string, error) {
	resp, err := p.plain.R().Get("/price") // BAD(noretry): resty retries nothing unless told to
	if err != nil {
		return "", err
	}
	if resp.IsError() {
		return "", errRefused
	}
	return resp.String(), nil
}

// Track returns where a letter is.
func (p *Post) Track(number string) (string, error) {
	resp, err := p.counts.R().SetPathParam("number", number).Get("/track/{number}") // BAD(noretry/wrapped): a count alone is for the transport's errors
	if err != nil {
		return "", err
	}
	if resp.IsError() {
		return "", errRefused
	}
	return resp.String(), nil
}

// Label returns the label of a letter.
func (p *Post) Label(number string) (Label, error) {
	var l Label
	resp, err := p.busy.R().SetResult(&l).Get("/labels/" + number) // ok: the client retries
	if err != nil {
		return l, err
	}
	if resp.IsError() {
		return l, errRefused
	}
	return l, nil
}

// Map returns where the boxes are.
func (p *Post) Map() ([]byte, error) {
	resp, err := p.busy.R().Get("/map") // BAD(uncheckedstatus): an error's body is no map
	if err != nil {
		return nil, err
	}
	return resp.Body(), nil
}

// A Courier carries parcels.
type Courier struct {
	base string
	http *http.Client
	slow *retryablehttp.Client
}

// NewCourier returns a client of the courier at base.
func NewCourier(base string) *Courier {
	c := retryablehttp.NewClient() // BAD(badretry/nojitter) BAD(badretry/retryafter): the courier may say a year
	c.RetryMax = 3
	return &Courier{base: base, http: &http.Client{}, slow: c}
}

// Rates returns what parcels cost.
func (c *Courier) Rates() ([]byte, error) {
	resp, err := c.slow.Get(c.base + "/rates") // ok: it is asked again
	return read(resp, err)
}

// Zones differs in the client.
func (c *Courier) Zones() ([]byte, error) {
	resp, err := c.http.Get(c.base + "/zones") // BAD(noretry)
	return read(resp, err)
}

func read(resp *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, errRefused
	}
	return io.ReadAll(resp.Body)
}
