package contract

import (
	"errors"
	"slices"
	"strconv"

	"github.com/respvet/respvet/passes/internal/http"
)

// Valid reports whether net/http sends the status at all: WriteHeader panics
// outside 100 to 999.
func Valid(status int) bool { return 100 <= status && status <= 999 }

// Registered reports whether IANA has given the status a meaning. 306 and 418
// are "(Unused)" there, although net/http has constants for them.
func Registered(status int) bool {
	in := func(lo, hi int) bool { return lo <= status && status <= hi }
	switch {
	case in(100, 103), in(200, 208), status == 226,
		in(300, 305), in(307, 308),
		in(400, 417), in(421, 426), in(428, 429), status == 431, status == 451,
		in(500, 508), in(510, 511):
		return true
	}
	return false
}

// StatusText returns the reason phrase of a status, "" if there is none.
func StatusText(status int) string { return http.StatusText(status) }

// A Pattern is a key of a status table: one status ("404"), a class ("4XX") or
// every status ("default"), as an OpenAPI document writes them, or "registered".
// The zero Pattern covers nothing.
type Pattern struct {
	lo, hi     int
	registered bool // of these, only those that Registered knows
}

var (
	everyStatus      = Pattern{lo: 100, hi: 999}
	registeredStatus = Pattern{lo: 100, hi: 599, registered: true}
)

const patternForms = "100 to 599, 1XX to 5XX, registered, default"

func parsePattern(s string) (Pattern, bool) {
	switch s {
	case "default":
		return everyStatus, true
	case "registered":
		return registeredStatus, true
	}
	if len(s) != 3 || s[0] < '1' || s[0] > '5' {
		return Pattern{}, false
	}
	if s[1:] == "XX" {
		lo := int(s[0]-'0') * 100
		return Pattern{lo: lo, hi: lo + 99}, true
	}
	n, ok := parseStatus(s)
	return Pattern{lo: n, hi: n}, ok
}

// parseStatus wants three digits: "0404" and "0x194" are numbers in YAML, and
// surely not what was meant.
func parseStatus(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && len(s) == 3 && 100 <= n && n <= 599
}

// Covers reports whether the pattern includes a status.
func (p Pattern) Covers(status int) bool {
	return p.lo <= status && status <= p.hi && (!p.registered || Registered(status))
}

func (p Pattern) String() string {
	switch {
	case p == everyStatus:
		return "default"
	case p == registeredStatus:
		return "registered"
	case p.lo == p.hi:
		return strconv.Itoa(p.lo)
	}
	return strconv.Itoa(p.lo/100) + "XX"
}

// MarshalText returns what String does.
func (p Pattern) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (p *Pattern) UnmarshalText(text []byte) error {
	q, ok := parsePattern(string(text))
	if !ok {
		return errors.New("contract: no status pattern")
	}
	*p = q
	return nil
}

func covers(patterns []Pattern, status int) bool {
	return slices.ContainsFunc(patterns, func(p Pattern) bool { return p.Covers(status) })
}

// narrowest returns the index of the most specific pattern that covers a
// status, or -1: 404 before 4XX before registered before default.
func narrowest[T any](list []T, pattern func(T) Pattern, status int) int {
	best, width := -1, 0
	for i, e := range list {
		if p := pattern(e); p.Covers(status) && (best < 0 || p.hi-p.lo < width) {
			best, width = i, p.hi-p.lo
		}
	}
	return best
}
