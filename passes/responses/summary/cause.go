package summary

import (
	"go/types"
	"slices"
)

// A Cause is the place in helpers of this module that fixes what several calls have
// in common.
type Cause struct {
	// Response is the site of this package that findings stand at.
	Site *Response
	// Helper is the function that Response calls, if it is in there that this is fixed, and
	// Response only the first call of it that is seen.
	Helper *types.Func
	// Known says that it is reported there without knowledge of this call.
	Known bool
}

// Of returns the key under which findings have the same cause.
func (c Cause) Of() any {
	if c.Helper != nil {
		return c.Helper
	}
	return c.Site
}

// Cause returns the innermost helper that fixes what a condition says of the response,
// the site itself if there is none.
func (s *Response) Cause(is func(in *Response) bool) Cause {
	c := Cause{Site: s}
	for {
		i := slices.IndexFunc(s.Helpers.Inside, is)
		if i < 0 {
			return c
		}
		s = s.Helpers.Inside[i]
		c.Known = c.Known || s.IsFailure()
		c.Helper = s.Helpers.Func
		if s.Helpers.Here != nil {
			c.Site, c.Helper = s.Helpers.Here, nil
		}
	}
}
