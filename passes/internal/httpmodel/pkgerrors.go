package httpmodel

// github.com/pkg/errors and golang.org/x/xerrors. Their errors print a stack
// trace with %+v, which no row needs to say: whatever is printed so tells too much.
func errorLibraries() []table {
	return []table{
		{pkg: "github.com/pkg/errors", rows: pkgErrors},
		{pkg: "golang.org/x/xerrors", rows: xerrors},
	}
}

func pkgErrors() []Row {
	wrapped := func(message Expr) []Expr { return []Expr{newError(join(message, str(": "), text(arg(0))))} }
	cause := []Expr{{Op: OpCause, Args: []Expr{arg(0)}}}
	return []Row{
		{Name: "New", Results: []Expr{newError(arg(0))}, Pure: true},
		{Name: "Errorf", Results: []Expr{newError(format(0))}, Pure: true}, // %w wraps nothing
		{Name: "Wrap", Results: wrapped(arg(1)), Pure: true},
		{Name: "Wrapf", Results: wrapped(format(1)), Pure: true},
		{Name: "WithMessage", Results: wrapped(arg(1)), Pure: true},
		{Name: "WithMessagef", Results: wrapped(format(1)), Pure: true},
		{Name: "WithStack", Results: []Expr{arg(0)}, Pure: true},
		{Name: "Cause", Results: cause, Pure: true},
		{Name: "Unwrap", Results: cause, Pure: true},
		{Name: "Is", Results: []Expr{chainHas()}, Pure: true},
		{Name: "As", Results: []Expr{chainFinds()}, Finds: true},
	}
}

func xerrors() []Row {
	return []Row{
		{Name: "New", Results: []Expr{newError(arg(0))}, Pure: true},
		{Name: "Errorf", Results: []Expr{wrap(0)}, Pure: true},
		{Name: "Opaque", Results: []Expr{arg(0)}, Pure: true}, // it hides the chain, and keeps the text
		{Name: "Unwrap", Results: []Expr{{Op: OpCause, Args: []Expr{arg(0)}}}, Pure: true},
		{Name: "Is", Results: []Expr{chainHas()}, Pure: true},
		{Name: "As", Results: []Expr{chainFinds()}, Finds: true},
	}
}
