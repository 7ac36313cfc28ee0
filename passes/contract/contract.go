// Package contract says what should be: the API contract of a package, read
// from the built-in profiles and the project's .respvet.yml.
package contract

import (
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// Analyzer computes the *Contract of the package.
var Analyzer = &analysis.Analyzer{
	Name:       "contract",
	Doc:        "compute the API contract that applies to a package",
	URL:        "https://pkg.go.dev/github.com/respvet/respvet/passes/contract",
	Run:        run,
	ResultType: reflect.TypeFor[*Contract](),
}

func run(pass *analysis.Pass) (any, error) { return &Contract{Name: "default"}, nil }

// A Role says who a package speaks for: it limits the statuses that it may set.
type Role string

const (
	RoleOpen    Role = "" // both: nothing is limited
	RoleGateway Role = "gateway"
	RoleBackend Role = "backend"
)

// A Contract is what an API promises about its responses, and asks of its clients.
type Contract struct {
	Name   string // as messages name it
	Chosen bool   // a configuration or flag chose it; false: the built-in default
	Role   Role
}

// Documents reports whether the contract's table documents a status, whoever sets it.
func (c *Contract) Documents(status int) bool { return true }

// SetBy returns the role that alone may set a status, or RoleOpen.
func (c *Contract) SetBy(status int) Role { return RoleOpen }

// Preferred returns the documented status that replaces an undocumented one.
func (c *Contract) Preferred(status int) (int, bool) { return 0, false }

// WantsBody reports whether an answer with this status must carry the contract's error body.
func (c *Contract) WantsBody(status int) bool { return false }

// Enabled reports whether a rule ("errleak") or category ("errleak/parse") is on in this package.
func (c *Contract) Enabled(rule string) bool { return true }

// PublicType reports whether values of the named type ("example.com/shop/apierr.Error") carry text meant for clients.
func (c *Contract) PublicType(name string) bool { return false }
