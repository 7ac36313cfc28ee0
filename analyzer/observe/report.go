package observe

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// A Report holds what was seen against what was predicted.
type Report struct {
	Name    string `json:"name"`
	Go      string `json:"go"`
	Command string `json:"command"`
	Failed  string `json:"failed,omitempty"` // how the command has failed
	Counts  Counts `json:"counts"`

	Missed   []*Pair     `json:"missed"`   // seen, and not predicted
	Open     []*Pair     `json:"open"`     // seen, and of a handler that was said to have other answers
	Untested []*Gap      `json:"untested"` // predicted, and never seen
	Stale    []*Gap      `json:"stale"`    // documented, neither predicted nor seen
	Again    []*Mistake  `json:"again"`    // what came after the header of a response
	Requests []*Exchange `json:"requests"`
	Routes   []*Tested   `json:"routes"`
}

// Counts sum a report up.
type Counts struct {
	Responses int `json:"responses"` // of the module's handlers
	Library   int `json:"library"`   // that no handler of the module has sent
	Pairs     int `json:"pairs"`     // statuses of functions that were seen
	Predicted int `json:"predicted"`
	Open      int `json:"open"`
	Missed    int `json:"missed"`
	Answers   int `json:"answers"` // statuses of routes that are predicted
	Seen      int `json:"seen"`    // of these
	Requests  int `json:"requests"`
}

// A Gap is a status of a route that was never seen.
type Gap struct {
	Method     string `json:"method"`
	Path       string `json:"path"`
	Handler    string `json:"handler"`
	Status     int    `json:"status"`
	API        string `json:"api,omitempty"`
	Place      string `json:"place,omitempty"`
	Documented string `json:"documented,omitempty"`
	Operation  string `json:"operation,omitempty"`
}

// A Tested is a route with how often each of its statuses was seen.
type Tested struct {
	Method     string         `json:"method"`
	Path       string         `json:"path"`
	Handler    string         `json:"handler"`
	Registered string         `json:"registered"`
	Answers    []TestedAnswer `json:"answers"`
}

// A TestedAnswer is a status of a route.
type TestedAnswer struct {
	Status    int  `json:"status"`
	Predicted bool `json:"predicted"`
	Seen      int  `json:"seen"`
}

// A Mistake is a second header, or a body where there is none.
type Mistake struct {
	Kind   string `json:"kind"` // status or body
	First  int    `json:"first"`
	Status int    `json:"status"`
	Place  string `json:"place"`
	Func   string `json:"function"`
	Count  int    `json:"count"`
}

// An observation is a report in the making.
type observation struct {
	*index
	dir   string // what places are relative to
	pairs map[pairKey]*Pair
	seen  map[*Function]map[int]int
	// outside are the statuses that were seen of others than handlers of routes.
	outside map[int]bool
	rep     *Report
}

type pairKey struct {
	owner  *Function
	status int
}

// Join holds what was recorded against a service. Places are relative to dir.
func Join(s *Service, dir string, responses []*Response, requests []*Request) *Report {
	o := &observation{index: newIndex(s), dir: filepath.ToSlash(dir), pairs: make(map[pairKey]*Pair), seen: make(map[*Function]map[int]int), outside: make(map[int]bool), rep: &Report{Name: s.Name}}
	predicted := make(map[pairKey]bool)
	for _, r := range responses {
		where, why := o.place(r)
		if why == byTest {
			continue
		}
		o.mistakes(r)
		if why == byLibrary {
			o.rep.Counts.Library++
			o.outside[r.Status] = true
			continue
		}
		o.rep.Counts.Responses++
		for _, f := range where.routed {
			if o.seen[f] == nil {
				o.seen[f] = make(map[int]int)
			}
			o.seen[f][r.Status]++
		}
		key := pairKey{where.owner, r.Status}
		o.outside[r.Status] = o.outside[r.Status] || !o.registered[where.owner]
		predicted[key] = where.predicted
		o.pair(key, r)
	}
	for key, p := range o.pairs {
		switch {
		case predicted[key]:
			o.rep.Counts.Predicted++
		case key.owner.Unread != "":
			o.rep.Open = append(o.rep.Open, p)
		default:
			o.rep.Missed = append(o.rep.Missed, p)
		}
	}
	sortPairs(o.rep.Open)
	sortPairs(o.rep.Missed)
	o.rep.Counts.Pairs, o.rep.Counts.Open, o.rep.Counts.Missed = len(o.pairs), len(o.rep.Open), len(o.rep.Missed)
	slices.SortFunc(o.rep.Again, func(a, b *Mistake) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.First, b.First), cmp.Compare(a.Status, b.Status))
	})
	o.coverage()
	o.rep.Requests = exchanges(requests, o.shown)
	for _, e := range o.rep.Requests {
		o.rep.Counts.Requests += e.Count
	}
	o.rep.fill()
	return o.rep
}

// fill makes lists of what there is none of: JSON has no null.
func (rep *Report) fill() {
	rep.Missed, rep.Open = append([]*Pair{}, rep.Missed...), append([]*Pair{}, rep.Open...)
	rep.Untested, rep.Stale = append([]*Gap{}, rep.Untested...), append([]*Gap{}, rep.Stale...)
	rep.Again, rep.Requests, rep.Routes = append([]*Mistake{}, rep.Again...), append([]*Exchange{}, rep.Requests...), append([]*Tested{}, rep.Routes...)
}

// pair counts a response.
func (o *observation) pair(key pairKey, r *Response) {
	p := o.pairs[key]
	if p == nil {
		p = &Pair{Handler: key.owner.Shown, Declared: key.owner.Declared, Status: r.Status, Why: why(key.owner, r)}
		o.pairs[key] = p
	}
	p.Count++
	// Of many places one is shown, the same whichever came first.
	place, fn := o.innermost(r.Stack)
	if p.Count > 1 && (place == "" || p.Place != "" && place >= p.Place) {
		return
	}
	p.Place, p.Func, p.API, p.Type, p.Body = place, fn, o.api(r), r.Type, cmp.Or(r.Kind, "empty")
	p.Stack = nil
	for _, f := range r.Stack {
		p.Stack = append(p.Stack, o.shown(f)+" "+shortName(f.Func))
	}
	p.Why = why(key.owner, r)
}

// api returns the function that the innermost place of the module has called.
func (o *observation) api(r *Response) string {
	for _, f := range r.Stack {
		if !f.Test() {
			return shortName(f.Calls)
		}
	}
	return ""
}

// innermost returns the place of the module that is next to what was called.
func (o *observation) innermost(stack []Frame) (place, fn string) {
	for _, f := range stack {
		if !f.Test() {
			return o.shown(f), shortName(f.Func)
		}
	}
	return "", ""
}

// shown is a place relative to the run.
func (o *observation) shown(f Frame) string {
	file := f.File
	if rel, ok := strings.CutPrefix(file, o.dir+"/"); ok {
		file = rel
	}
	return file + ":" + itoa(f.Line)
}

// mistakes notes what came after the header.
func (o *observation) mistakes(r *Response) {
	add := func(kind string, a Again) {
		place, fn := o.innermost(a.Stack)
		if place == "" {
			return
		}
		i := slices.IndexFunc(o.rep.Again, func(m *Mistake) bool {
			return m.Kind == kind && m.First == r.Status && m.Status == a.Status && m.Place == place
		})
		if i < 0 {
			i = len(o.rep.Again)
			o.rep.Again = append(o.rep.Again, &Mistake{Kind: kind, First: r.Status, Status: a.Status, Place: place, Func: fn})
		}
		o.rep.Again[i].Count++
	}
	for _, a := range r.Again {
		add("status", a)
	}
	if r.Refused != nil {
		add("body", *r.Refused)
	}
}

// coverage says which answers of routes were seen, and which were not. A documented
// status is stale only if all of the handler was read, and nothing else of the module
// sends it: a middleware may.
func (o *observation) coverage() {
	elsewhere := maps.Clone(o.outside)
	for _, fs := range o.byFile {
		for _, f := range fs {
			for _, a := range f.Answers {
				elsewhere[a.Status] = elsewhere[a.Status] || !o.registered[f]
			}
		}
	}
	for _, r := range o.routes {
		t := &Tested{Method: r.Method, Path: r.Path, Handler: r.Handler, Registered: r.Registered, Answers: []TestedAnswer{}}
		seen := make(map[int]int)
		for _, name := range r.Handlers {
			for status, n := range o.seen[o.byName[name]] {
				seen[status] += n
			}
		}
		for _, a := range r.Answers {
			n := seen[a.Status]
			delete(seen, a.Status)
			t.Answers = append(t.Answers, TestedAnswer{a.Status, true, n})
			o.rep.Counts.Answers++
			if n > 0 {
				o.rep.Counts.Seen++
				continue
			}
			o.rep.Untested = append(o.rep.Untested, &Gap{Method: r.Method, Path: r.Path, Handler: r.Handler, Status: a.Status, API: a.API, Place: a.Place, Documented: a.Documented})
		}
		for _, status := range r.Statuses {
			if seen[status] == 0 && !elsewhere[status] && r.Unread == "" && !slices.ContainsFunc(r.Answers, func(a RouteAnswer) bool { return a.Status == status }) {
				o.rep.Stale = append(o.rep.Stale, &Gap{Method: r.Method, Path: r.Path, Handler: r.Handler, Status: status, Operation: r.Operation, Documented: "yes"})
			}
		}
		for status, n := range seen {
			t.Answers = append(t.Answers, TestedAnswer{status, false, n})
		}
		slices.SortFunc(t.Answers, func(a, b TestedAnswer) int { return cmp.Compare(a.Status, b.Status) })
		o.rep.Routes = append(o.rep.Routes, t)
	}
	// The server's own failures first: no client can bring them about at will.
	for _, gaps := range [][]*Gap{o.rep.Untested, o.rep.Stale} {
		slices.SortStableFunc(gaps, func(a, b *Gap) int {
			return cmp.Or(cmp.Compare(b.Status/100, a.Status/100), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Method, b.Method), cmp.Compare(a.Status, b.Status))
		})
	}
}
