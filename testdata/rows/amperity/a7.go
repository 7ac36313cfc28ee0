package amperity

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// A7: after a 500 clients simplify the request, or retry it with exponential
// backoff; for 503 they have a retry mechanism.

// A7Limits retries what it was told to slow down for, and nothing else.
func A7Limits(u string) (list []campaign, err error) {
	for attempt := range 3 {
		resp, err := http.Get(u) // want `a 500, 502, 503 or 504 response to http\.Get becomes the error "list campaigns"; contract amperity requires a retry \(noretry\)`
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		switch resp.StatusCode {
		case http.StatusOK:
			return list, json.NewDecoder(resp.Body).Decode(&list)
		case http.StatusTooManyRequests:
			resp.Body.Close()
			time.Sleep(delay(resp, attempt))
		default:
			return nil, fmt.Errorf("list campaigns: %s", resp.Status)
		}
	}
	return nil, fmt.Errorf("list campaigns: no more attempts")
}

// A7Smaller asks for less each time.
func A7Smaller(u string) (list []campaign, err error) {
	for size := 100; size > 10; size /= 2 {
		resp, err := http.Get(fmt.Sprintf("%s?limit=%d", u, size)) // ok
		if err != nil {
			return nil, err
		}
		defer resp.Body.Close()
		if resp.StatusCode == http.StatusOK {
			return list, json.NewDecoder(resp.Body).Decode(&list)
		}
		time.Sleep(time.Second)
	}
	return nil, fmt.Errorf("list campaigns: no more attempts")
}
