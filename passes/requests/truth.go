package requests

import (
	"fmt"
	"strings"
)

// A Truth is what is known of a statement.
type Truth uint8

const (
	Unknown Truth = iota
	No
	Yes
)

func truth(b bool) Truth {
	if b {
		return Yes
	}
	return No
}

func (t Truth) or(u Truth) Truth {
	switch {
	case t == Yes || u == Yes:
		return Yes
	case t == No && u == No:
		return No
	}
	return Unknown
}

func (t Truth) and(u Truth) Truth { return t.not().or(u.not()).not() }

func (t Truth) not() Truth {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Unknown
}

// same returns what holds of two things alike.
func (t Truth) same(u Truth) Truth {
	if t == u {
		return t
	}
	return Unknown
}

// Statuses is a set of statuses, of each of which it is known or not whether it
// is a member.
type Statuses struct{ of [500]Truth }

// Of says whether a status, between 100 and 599, is a member.
func (s *Statuses) Of(status int) Truth {
	if status < 100 || status > 599 {
		return Unknown
	}
	return s.of[status-100]
}

// all returns the set of which the same is known for every status.
func all(t Truth) (s Statuses) {
	for i := range s.of {
		s.of[i] = t
	}
	return s
}

func (s Statuses) combine(u Statuses, op func(t, u Truth) Truth) Statuses {
	for i := range s.of {
		s.of[i] = op(s.of[i], u.of[i])
	}
	return s
}

// String lists the members, as in "429,500,502-599"; those that may be members
// with a question mark, "none" if there are none.
func (s Statuses) String() string {
	var parts []string
	for i := 0; i < len(s.of); {
		j := i
		for j < len(s.of) && s.of[j] == s.of[i] {
			j++
		}
		if s.of[i] != No {
			part := fmt.Sprint(i + 100)
			if j > i+1 {
				part += fmt.Sprintf("-%d", j+99)
			}
			if s.of[i] == Unknown {
				part += "?"
			}
			parts = append(parts, part)
		}
		i = j
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ",")
}
