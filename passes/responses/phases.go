package responses

import (
	"github.com/respvet/respvet/passes/responses/control"
	"github.com/respvet/respvet/passes/responses/errvalue"
	"github.com/respvet/respvet/passes/responses/handler"
	"github.com/respvet/respvet/passes/responses/header"
	"github.com/respvet/respvet/passes/responses/jsonshape"
	"github.com/respvet/respvet/passes/responses/leak"
	"github.com/respvet/respvet/passes/responses/mount"
	"github.com/respvet/respvet/passes/responses/nillist"
	"github.com/respvet/respvet/passes/responses/object"
	"github.com/respvet/respvet/passes/responses/override"
	"github.com/respvet/respvet/passes/responses/responder"
	"github.com/respvet/respvet/passes/responses/route"
	"github.com/respvet/respvet/passes/responses/summary"
	"github.com/respvet/respvet/passes/responses/writer"
	"github.com/respvet/respvet/passes/valueflow"
	"golang.org/x/tools/go/analysis"
)

// The phases find the responses of a package, each with what the ones before it have
// found. They run in the order in which they stand here, but where run says otherwise.
type phases struct {
	*summary.Package
	summaries  *summary.Summaries
	writers    *writer.Writers
	shapes     *jsonshape.Shapes
	lists      *nillist.Lists
	handlers   *handler.Handlers
	overrides  *override.Overrides
	control    *control.Control
	errors     *errvalue.Errors
	objects    *object.Objects
	headers    *header.Headers
	mounts     *mount.Mounts
	routes     *route.Routes
	leaks      *leak.Leaks
	responders *responder.Responders

	res *Result
}

func newPhases(pass *analysis.Pass, flow *valueflow.Result) *phases {
	s := summary.New(pass, flow)
	p := &phases{Package: s.Package, summaries: s, res: &Result{Package: Package{types: pass.Pkg}}}
	p.writers = writer.New(s)
	p.shapes = jsonshape.New(s)
	p.lists = nillist.New(s, p.shapes)
	p.handlers = handler.New(s, p.writers, p.shapes)
	p.overrides = override.New(s, p.writers)
	p.control = control.New(s, p.writers, p.handlers)
	p.errors = errvalue.New(s, p.writers, p.handlers, p.overrides, p.control)
	p.objects = object.New(s, p.writers, p.shapes, p.lists, p.errors)
	p.headers = header.New(s, p.writers, p.handlers, p.control)
	p.mounts = mount.New(s, p.overrides)
	p.routes = route.New(s, p.writers, p.handlers, p.control, p.errors, p.objects, p.overrides)
	p.leaks = leak.New(s, p.writers, p.handlers, p.control, p.overrides, p.errors, p.headers, p.routes)
	p.responders = responder.New(s)
	return p
}
