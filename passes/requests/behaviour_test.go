package requests

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"slices"
	"testing"
	"time"

	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/requests/policy"
)

// seen is what testdata/behaviour/clients prints of a function.
type seen struct {
	Name     string
	Attempts map[int]int
	Failing  map[int]bool
	Dropped  int
	Post     int
	Retried  int
	Bodies   []string
	Told     int
	Gaps     []int
	Canceled int
}

// most is how often its servers fail.
const most = 12

// TestBehaviour holds the policies that are read from a program against what its
// clients do when it runs.
func TestBehaviour(t *testing.T) {
	cmd := exec.Command("go", "run", "./behaviour/clients")
	cmd.Dir = fixture.Dir(t)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	clients := make(map[string]client)
	for _, act := range analyse(t, "./behaviour/clients") {
		for _, c := range act.Result.(map[line]client) {
			clients[c.fn] = c
		}
	}
	n := 0
	for dec := json.NewDecoder(&stdout); dec.More(); n++ {
		var s seen
		if err := dec.Decode(&s); err != nil {
			t.Fatal(err)
		}
		t.Run(s.Name, func(t *testing.T) {
			c, ok := clients[s.Name]
			if !ok || !c.Known {
				t.Fatalf("no policy is known: %s", c)
			}
			c.check(t, s)
		})
	}
	if n == 0 {
		t.Error("nothing was seen")
	}
}

// check holds a policy against what was seen. Where it says Unknown, anything may be.
func (c client) check(t *testing.T, s seen) {
	t.Logf("policy %s, seen %+v", c, s)
	is := func(what string, want policy.Truth, got bool) {
		t.Helper()
		if want != policy.Unknown && (want == policy.Yes) != got {
			t.Errorf("%s: %t", what, got)
		}
	}
	limit := c.Limit.Attempts
	if limit == policy.Unbounded {
		limit = most + 1
	}
	for status, n := range s.Attempts {
		again := c.Statuses.Of(status)
		if c.runs {
			again = again.Or(c.Errors)
		}
		is("retries the status", again, n > 1)
		if n > 1 && limit > 0 && n != limit {
			t.Errorf("asks %d times under %d", n, status)
		}
		if n > 1 && !c.runs {
			is("makes an error of the last status", c.Limit.Exhausted, s.Failing[status])
		}
	}
	is("retries an error of the transport", c.Errors, s.Dropped > 1)
	if s.Retried == 0 {
		return
	}
	is("retries POST", c.AnyMethod, s.Post > 1)
	if len(s.Bodies) > 1 && s.Bodies[0] != "" {
		is("rewinds the body", c.Rewinds, !slices.Contains(s.Bodies, ""))
	}
	switch c.RetryAfter {
	case policy.RetryAfterIgnored:
		is("honours Retry-After", policy.No, s.Told >= 900)
	case policy.RetryAfterHonoured, policy.RetryAfterCapped:
		if s.Attempts[503] > 1 { // some look for it there, and under 429, alone
			is("honours Retry-After", policy.Yes, s.Told >= 900)
		}
	}
	c.checkDelay(t, s)
}

// checkDelay holds the delays against those that were measured: a machine that
// is busy makes them longer, but never shorter.
func (c client) checkDelay(t *testing.T, s seen) {
	ms := func(d time.Duration) int { return int(d.Milliseconds()) }
	first, last, least := s.Gaps[0], s.Gaps[len(s.Gaps)-1], slices.Min(s.Gaps)
	switch d := c.Delay; {
	case d.Form == policy.DelayNone && least > 100:
		t.Errorf("waits %d ms", least)
	case d.Form == policy.DelayUnknown, d.Form == policy.DelayNone:
		return
	case d.Jitter != policy.Yes && least < ms(d.Min)-1:
		t.Errorf("waits %d ms, less than %s", least, d.Min)
	case d.Form == policy.DelayConstant && d.Jitter != policy.Yes && least > ms(d.Min)*3: // twice, on a busy machine
		t.Errorf("waits %d ms at least, always %s by its policy", least, d.Min)
	case d.Form == policy.DelayExponential && d.Jitter == policy.No && d.Min < d.Cap && len(s.Gaps) > 2 && last < first*3/2:
		t.Errorf("waits %v ms, which does not grow", s.Gaps)
	}
	if c.Delay.Min < 20*time.Millisecond {
		return
	}
	all := 0
	for _, g := range s.Gaps {
		all += g
	}
	switch {
	case c.Context == policy.No && s.Canceled < ms(c.Delay.Min):
		t.Errorf("gives up %d ms after a context began that ends", s.Canceled)
	case c.Context == policy.Yes && all > 400 && s.Canceled > 300:
		t.Errorf("goes on for %d ms under a context that ended after 30", s.Canceled)
	}
}
