package policy

import "testing"

var truths = []Truth{Unknown, No, Yes}

// TestTruth holds the connectives against what is possible: Unknown is yes or no.
func TestTruth(t *testing.T) {
	possible := func(t Truth) []bool {
		switch t {
		case Yes:
			return []bool{true}
		case No:
			return []bool{false}
		}
		return []bool{false, true}
	}
	of := func(a, b Truth, op func(a, b bool) bool) Truth {
		seen := make(map[bool]bool)
		for _, x := range possible(a) {
			for _, y := range possible(b) {
				seen[op(x, y)] = true
			}
		}
		if len(seen) == 2 {
			return Unknown
		}
		return TruthOf(seen[true])
	}
	for _, a := range truths {
		for _, b := range truths {
			if got, want := a.Or(b), of(a, b, func(a, b bool) bool { return a || b }); got != want {
				t.Errorf("%v or %v is %v, want %v", a, b, got, want)
			}
			if got, want := a.and(b), of(a, b, func(a, b bool) bool { return a && b }); got != want {
				t.Errorf("%v and %v is %v, want %v", a, b, got, want)
			}
		}
	}
}

func TestStatuses(t *testing.T) {
	s := All(No)
	for code := 500; code < 600; code++ {
		s.List[code-100] = Yes
	}
	s.List[503-100] = Unknown
	for code, want := range map[int]Truth{99: Unknown, 404: No, 500: Yes, 503: Unknown, 599: Yes, 600: Unknown} {
		if got := s.Of(code); got != want {
			t.Errorf("status %d: %v, want %v", code, got, want)
		}
	}
	if got := s.combine(All(Yes), Truth.Or); got != All(Yes) {
		t.Errorf("any status or these: %s", got)
	}
}

func TestAround(t *testing.T) {
	inner := Policy{Known: true, Limit: Limit{Attempts: 3}, Layers: 1, Errors: Yes}
	outer := Policy{Known: true, Limit: Limit{Attempts: 4}, Layers: 1}
	if p := outer.around(inner); p.Limit.Attempts != 12 || p.Layers != 2 || p.Errors != Yes {
		t.Errorf("%d attempts in %d layers", p.Limit.Attempts, p.Layers)
	}
	if p := never().around(inner); p.Limit.Attempts != 3 {
		t.Errorf("%d attempts around a client that never retries", p.Limit.Attempts)
	}
	outer.Limit.Attempts = Unbounded
	if p := outer.around(inner); p.Limit.Attempts != Unbounded {
		t.Errorf("%d attempts of one without end", p.Limit.Attempts)
	}
}
