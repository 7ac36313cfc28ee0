package policy

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

// TruthOf returns what is known of a condition that holds or does not.
func TruthOf(b bool) Truth {
	if b {
		return Yes
	}
	return No
}

// Or returns what is known of a condition that holds where one of two does.
func (t Truth) Or(u Truth) Truth {
	switch {
	case t == Yes || u == Yes:
		return Yes
	case t == No && u == No:
		return No
	}
	return Unknown
}

func (t Truth) and(u Truth) Truth { return t.not().Or(u.not()).not() }

func (t Truth) not() Truth {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Unknown
}

// Same returns what holds of two things alike.
func (t Truth) Same(u Truth) Truth {
	if t == u {
		return t
	}
	return Unknown
}

// Statuses is a set of statuses, of each of which it is known or not whether it
// is a member.
type Statuses struct{ List [500]Truth }

// Of says whether a status, between 100 and 599, is a member.
func (s *Statuses) Of(status int) Truth {
	if status < 100 || status > 599 {
		return Unknown
	}
	return s.List[status-100]
}

// All returns the set of which the same is known for every status.
func All(t Truth) (s Statuses) {
	for i := range s.List {
		s.List[i] = t
	}
	return s
}

func (s Statuses) combine(u Statuses, op func(t, u Truth) Truth) Statuses {
	for i := range s.List {
		s.List[i] = op(s.List[i], u.List[i])
	}
	return s
}

// String lists the members, as in "429,500,502-599"; those that may be members
// with a question mark, "none" if there are none.
func (s Statuses) String() string {
	var parts []string
	for i := 0; i < len(s.List); {
		j := i
		for j < len(s.List) && s.List[j] == s.List[i] {
			j++
		}
		if s.List[i] != No {
			part := fmt.Sprint(i + 100)
			if j > i+1 {
				part += fmt.Sprintf("-%d", j+99)
			}
			if s.List[i] == Unknown {
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
