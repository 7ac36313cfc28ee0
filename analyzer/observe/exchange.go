package observe

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An Exchange is what became of the requests of one place of the module.
type Exchange struct {
	Place    string   `json:"place"`
	Func     string   `json:"function"`
	Methods  []string `json:"methods"`
	Count    int      `json:"count"`    // of requests, whatever number of attempts each took
	Statuses []Came   `json:"statuses"` // of attempts
	Attempts int      `json:"attempts"` // the most that one took
	// Waits are those between the attempts of the request that took the most, each in
	// milliseconds.
	Waits []int64 `json:"waits"`
	// Dropped are the requests that were answered 429 or 503 and not made again.
	Dropped int `json:"dropped"`
}

// A Came is a status that came, and how often; 0 stands for no response.
type Came struct {
	Status int `json:"status"`
	Count  int `json:"count"`
}

// maxPause is the longest pause after which the same request counts as made again:
// clients that wait for longer are jobs that run again.
const maxPause = 10 * time.Minute

// again reports whether a request may be made again for a status.
func again(status int) bool { return status == 0 || status == 429 || status >= 500 }

// exchanges groups requests by the place that makes them. What an http.Client does is
// one request, with the attempts of the transports below it; the same request at the
// same stack, after a failure, is a further attempt.
func exchanges(requests []*Request, shown func(Frame) string) []*Exchange {
	byPlace := make(map[string]*Exchange)
	type key struct {
		run                int
		stack, method, url string
	}
	last := make(map[key][]*Request)
	finish := func(attempts []*Request) {
		if len(attempts) == 0 {
			return
		}
		i := slices.IndexFunc(attempts[0].Stack, func(f Frame) bool { return !f.Test() })
		f := attempts[0].Stack[i]
		place := shown(f)
		e := byPlace[place]
		if e == nil {
			e = &Exchange{Place: place, Func: shortName(f.Func), Waits: []int64{}}
			byPlace[place] = e
		}
		e.add(attempts)
	}
	var keys []key
	for _, r := range attempts(requests) {
		if !slices.ContainsFunc(r[0].Stack, func(f Frame) bool { return !f.Test() }) {
			continue // of a test
		}
		k := key{r[0].Run, stackKey(r[0].Stack), r[0].Method, r[0].URL}
		before, ok := last[k]
		if !ok {
			keys = append(keys, k)
		}
		if n := len(before); n > 0 {
			if pause := time.Duration(r[0].At - before[n-1].End); again(before[n-1].Status) && pause >= 0 && pause < maxPause {
				last[k] = append(before, r...)
				continue
			}
		}
		finish(before)
		last[k] = r
	}
	for _, k := range keys {
		finish(last[k])
	}
	var all []*Exchange
	for _, e := range byPlace {
		slices.SortFunc(e.Statuses, func(a, b Came) int { return cmp.Compare(a.Status, b.Status) })
		slices.Sort(e.Methods)
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *Exchange) int { return cmp.Compare(a.Place, b.Place) })
	return all
}

func stackKey(stack []Frame) string {
	var b strings.Builder
	for _, f := range stack {
		b.WriteString(f.File + ":" + itoa(f.Line) + "\n")
	}
	return b.String()
}

// attempts returns the attempts of each request, in the order of their beginning.
func attempts(requests []*Request) (all [][]*Request) {
	sorted := slices.Clone(requests)
	slices.SortStableFunc(sorted, func(a, b *Request) int {
		return cmp.Or(cmp.Compare(a.Run, b.Run), cmp.Compare(a.At, b.At), cmp.Compare(a.By, b.By))
	})
	type client struct {
		*Request
		inner []*Request
	}
	var clients []*client // in progress
	var order []*client
	for _, r := range sorted {
		clients = slices.DeleteFunc(clients, func(c *client) bool { return c.Run != r.Run || c.End < r.At })
		if r.By == "client" {
			c := &client{Request: r}
			clients, order = append(clients, c), append(order, c)
			continue
		}
		i := slices.IndexFunc(clients, func(c *client) bool { return endsWith(r.Stack, c.Stack) && r.End <= c.End })
		if i < 0 {
			order = append(order, &client{Request: r})
			continue
		}
		c := clients[i]
		if n := len(c.inner); n > 0 && c.inner[n-1].Status/100 == 3 { // the client follows a redirect
			c.inner[n-1] = r
			continue
		}
		c.inner = append(c.inner, r)
	}
	for _, c := range order {
		if len(c.inner) < 2 {
			all = append(all, []*Request{c.Request})
			continue
		}
		for _, r := range c.inner {
			r.Stack, r.URL, r.Method = c.Stack, c.URL, c.Method
		}
		all = append(all, c.inner)
	}
	return all
}

// endsWith reports whether the outermost places of a stack are those of another.
func endsWith(stack, outer []Frame) bool {
	return len(stack) >= len(outer) && slices.Equal(stack[len(stack)-len(outer):], outer)
}

func (e *Exchange) add(attempts []*Request) {
	e.Count++
	if !slices.Contains(e.Methods, attempts[0].Method) {
		e.Methods = append(e.Methods, attempts[0].Method)
	}
	for _, a := range attempts {
		i := slices.IndexFunc(e.Statuses, func(s Came) bool { return s.Status == a.Status })
		if i < 0 {
			i = len(e.Statuses)
			e.Statuses = append(e.Statuses, Came{Status: a.Status})
		}
		e.Statuses[i].Count++
	}
	if end := attempts[len(attempts)-1].Status; len(attempts) == 1 && (end == 429 || end == 503) {
		e.Dropped++
	}
	if len(attempts) > e.Attempts {
		e.Attempts, e.Waits = len(attempts), []int64{}
		for i, a := range attempts[1:] {
			e.Waits = append(e.Waits, time.Duration(a.At-attempts[i].End).Milliseconds())
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
