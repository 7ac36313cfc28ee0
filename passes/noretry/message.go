package noretry

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/internal/syntax"
	"github.com/respvet/respvet/passes/requests"
	"golang.org/x/tools/go/analysis"
)

// What is said of a request that is given up.

// message words what becomes of the failures.
func message(c *contract.Contract, s *requests.Site, lost []requests.Outcome) string {
	api := s.By.API
	if s.By.Via != "" {
		api = s.By.Via
	}
	var b strings.Builder
	fails, text := true, ""
	for _, o := range lost {
		fails = fails && o.Fate == requests.Fails
		text = shorten(o.Error)
	}
	which := "a " + syntax.Or(statuses(lost))
	switch {
	case lost[0].Runner != "" && c.Chosen:
		fmt.Fprintf(&b, "%s retries %s only after transport errors; %s", lost[0].Runner, api, c.Requires("it after "+which))
	case lost[0].Runner != "":
		fmt.Fprintf(&b, "%s retries %s only after transport errors: %s is never retried", lost[0].Runner, api, which)
	case fails && text != "":
		fmt.Fprintf(&b, "%s response to %s becomes the error %s%s", which, api, strconv.Quote(text), end(c, s, lost))
	case fails:
		fmt.Fprintf(&b, "%s response to %s becomes an error%s", which, api, end(c, s, lost))
	default:
		fmt.Fprintf(&b, "%s response to %s is dropped%s", which, api, end(c, s, lost))
	}
	return b.String()
}

// end says that there is no retry, and who wants one: a contract, or the request itself
// after another status.
func end(c *contract.Contract, s *requests.Site, lost []requests.Outcome) string {
	after := sentAfter(s)
	switch {
	case after != 0 && !slices.ContainsFunc(lost, func(o requests.Outcome) bool { return o.Status == after }):
		return fmt.Sprintf(": the request is not retried, unlike after a %d", after)
	case c.Chosen:
		return "; " + c.Requires("a retry")
	}
	return ": the request is not retried"
}

// statuses returns those of the failures, as text.
func statuses(lost []requests.Outcome) []string {
	codes := make([]string, len(lost))
	for i, o := range lost {
		codes[i] = strconv.Itoa(o.Status)
	}
	return codes
}

// advice returns what a chosen contract says to clients about the failures, at the call.
func advice(c *contract.Contract, at *requests.Site, lost []requests.Outcome) (list []analysis.RelatedInformation) {
	if !c.Chosen {
		return nil
	}
	for _, o := range lost {
		if text := c.Advice(o.Status); text != "" {
			message := fmt.Sprintf("contract %s on %d: %s", c.Name, o.Status, text)
			list = append(list, analysis.RelatedInformation{Pos: at.At.Call.Pos(), End: at.At.Call.End(), Message: message})
		}
	}
	return list
}

// shorten keeps a text short enough to be read in a message, and drops one that says
// nothing.
func shorten(text string) string {
	if text = strings.TrimRight(text, " :=([{<'\"`#,-"); text == "error" || !strings.Contains(text, " ") {
		return "" // a word says nothing, or is the beginning of more
	}
	if r := []rune(text); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return text
}
