package exchange

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/httpmodel"
	"github.com/respvet/respvet/passes/internal/ssautil"
	"golang.org/x/tools/go/ssa"
)

// An error comes as a page, as JSON or as text, and never as a picture. Who reads a body
// with a decoder of pictures or archives gets an error for anything else, and who tests
// that the Content-Type is a picture's has looked at what the server said.

// checksFormat reports whether a call gives an error for a body that an error response
// has, because it reads another format.
func checksFormat(c *ssa.CallCommon) bool {
	fn := ssautil.Callee(c)
	return fn != nil && fn.Pkg() != nil && httpmodel.ChecksFormat(fn.Pkg().Path())
}

// maxMedia bounds the calls between a header field and its test: strings.ToLower,
// mime.ParseMediaType. Beyond it the test is not seen, and the status is asked for.
const maxMedia = 3

// testsMedia reports whether code tests that the Content-Type of a header is one that no
// error has.
func (p *Exchanges) testsMedia(header ssa.Value) bool {
	if header.Referrers() == nil {
		return false
	}
	for _, ref := range *header.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp: // out of the member
			if p.testsMedia(ref) {
				return true
			}
		case *ssa.Call:
			fn, args := ssautil.Callee(&ref.Call), ssautil.Args(&ref.Call)
			if fn == nil || p.Flow.Model().PartOf(fn) != httpmodel.Header || len(args) != 2 || args[0] != header {
				continue
			}
			if name, ok := ssautil.StringConst(args[1]); ok && strings.EqualFold(name, "Content-Type") && comparedWithMedia(ref, maxMedia) {
				return true
			}
		}
	}
	return false
}

// comparedWithMedia reports whether a text is compared with a media type that no error
// has, or searched for one.
func comparedWithMedia(v ssa.Value, calls int) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if isMedia(ref.X) || isMedia(ref.Y) {
				return true
			}
		case *ssa.Phi, *ssa.Extract:
			if calls > 0 && comparedWithMedia(ref.(ssa.Value), calls-1) {
				return true
			}
		case *ssa.Call:
			for _, a := range ref.Call.Args {
				if isMedia(a) {
					return true
				}
			}
			if calls > 0 && !isBoolean(ref.Type()) && comparedWithMedia(ref, calls-1) {
				return true
			}
		}
	}
	return false
}

// isMedia reports whether a value is the constant name of a media type that no error has,
// or the beginning of one.
func isMedia(v ssa.Value) bool {
	s, ok := ssautil.StringConst(v)
	kind, name, slash := strings.Cut(s, "/")
	if !ok || !slash {
		return false
	}
	switch kind {
	case "image", "audio", "video", "font":
		return true
	case "application": // archives and the like
		return name != "" && !slices.ContainsFunc([]string{"json", "xml", "html", "problem", "javascript"}, func(word string) bool { return strings.Contains(name, word) })
	}
	return false
}

func isBoolean(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}
