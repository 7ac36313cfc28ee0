package survey

import (
	"cmp"
	"maps"
	"slices"
)

// Merge adds what another package does.
func (u *Unit) Merge(o *Unit) {
	u.Errors.JSON += o.Errors.JSON
	u.Errors.Text += o.Errors.Text
	u.Errors.Empty += o.Errors.Empty
	u.Fits, u.Statuses, u.Public = sum(u.Fits, o.Fits), sum(u.Statuses, o.Statuses), sum(u.Public, o.Public)
	u.Findings, u.Foreign = sums(u.Findings, o.Findings), sums(u.Foreign, o.Foreign)
	u.Through = sum(u.Through, o.Through)
	if u.Helpers == nil {
		u.Helpers = make(map[string]*Helper)
	}
	maps.Copy(u.Helpers, o.Helpers)
	u.Left, u.Lists = u.Left+o.Left, append(u.Lists, o.Lists...)
	for _, e := range o.Envelopes {
		u.Envelopes = Add(u.Envelopes, e)
	}
	for _, r := range o.Responders {
		i := slices.IndexFunc(u.Responders, func(x *Responder) bool { return x.Func == r.Func })
		if i < 0 {
			u.Responders = append(u.Responders, r)
			continue
		}
		u.Responders[i].Calls += r.Calls
		u.Responders[i].Usable = u.Responders[i].Usable || r.Usable
	}
	slices.SortFunc(u.Responders, func(a, b *Responder) int {
		return cmp.Or(cmp.Compare(b.Calls, a.Calls), cmp.Compare(a.Func, b.Func))
	})
}

// Join counts, when all packages are there, the errors whose bodies only the package of the
// function knows that sends them.
func (u *Unit) Join() {
	for _, name := range slices.Sorted(maps.Keys(u.Through)) {
		if h := u.Helpers[name]; h != nil {
			u.count(h, u.Through[name])
		}
	}
	u.Through = nil
	// Which of several bodies an error gets that was left to middleware is not known.
	if len(u.Lists) > 0 && !slices.ContainsFunc(u.Lists, func(h *Helper) bool { return h.Envelope.key() != u.Lists[0].Envelope.key() }) {
		u.count(u.Lists[0], u.Left)
	}
	u.Lists = nil
}

func sum[K comparable](a, b map[K]int) map[K]int {
	out := make(map[K]int)
	for _, m := range []map[K]int{a, b} {
		for k, n := range m {
			out[k] += n
		}
	}
	return out
}

func sums[K comparable](a, b map[string]map[K]int) map[string]map[K]int {
	out := make(map[string]map[K]int)
	for _, m := range []map[string]map[K]int{a, b} {
		for name, counts := range m {
			out[name] = sum(out[name], counts)
		}
	}
	return out
}

// Total returns the sum of some counts.
func Total[K comparable](counts map[K]int) (n int) {
	for _, m := range counts {
		n += m
	}
	return n
}
