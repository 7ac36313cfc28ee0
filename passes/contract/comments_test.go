package contract

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// comments parses a file and returns what its comments document, by function.
func comments(t *testing.T, src string) (map[string][]*Operation, *token.FileSet) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "x.go", src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	c := ReadComments(fset, []*ast.File{file})
	ops := make(map[string][]*Operation)
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			ops[fn.Name.Name] = c.Of(fn)
		}
	}
	return ops, fset
}

// show renders an operation as one line.
func show(o *Operation) string {
	var routes, list []string
	for _, r := range o.Routes {
		routes = append(routes, r.String())
	}
	for _, r := range o.Responses {
		list = append(list, strings.TrimSuffix(r.Pattern.String()+":"+r.Type, ":"))
	}
	line := fmt.Sprintf("%s %s [%s] %s", o.Style, o.ID, strings.Join(routes, ", "), strings.Join(list, " "))
	if o.Consumes != nil || o.Produces != nil {
		line += fmt.Sprintf(" %v->%v", o.Consumes, o.Produces)
	}
	for _, b := range o.Broken {
		line += " broken: " + b.What
	}
	return line
}

func TestComments(t *testing.T) {
	tests := []struct{ name, comment, want string }{
		{"swag", `
// @Summary  Show
// @ID       get-pet
// @Accept   json,mpfd
// @Produce  json,application/pdf
// @Param    id path int true "a 404 is no response"
// @Success  200 {object} model.Pet "a pet"
// @Header   200 {string} Token "token"
// @Failure  400,404 {object} E
// @Response default {object} E
// @Router   /pets/{id} [get]`,
			"swag get-pet [GET /pets/{id}] 200:model.Pet 400:E 404:E default:E [application/json multipart/form-data]->[application/json application/pdf]"},
		{"words in any case, several routes", `
//	@success	204
//	@failure	4XX	"no type"
//	@router		/a [put]
//	@Router		/b [PATCH]
//	@DeprecatedRouter /c [post]`,
			"swag  [PUT /a, PATCH /b, POST /c] 204 4XX"},
		{"types", `
// @Success 200 {array} []model.Pet
// @Success 201 {object} Page[model.Pet]{data=[]string}
// @Failure 500 {string} string`,
			"swag  [] 200:[]model.Pet 201:Page[model.Pet]{data=[]string} 500:string"},
		{"block", "\n/*\n@Success 200\n * @Failure 404 {object} E\n@Router /a [get]\n*/",
			"swag  [GET /a] 200 404:E"},
		{"carriage returns", "\n/*\r\n@Success 200\r\n@Failure 404 {object} E\r\n*/",
			"swag  [] 200 404:E"},
		{"broken", `
// @Failure 4O4,400 {object} E
// @Failure
// @Failure 99
// @Router /a [get]`,
			`swag  [GET /a] 400:E broken: @Failure has "4O4", which is not a status code broken: @Failure names no status broken: @Failure has "99", which is not a status code`},
		{"prose", `
// @Failure is not an option, and @Success 200 is no line.`, ""},
		{"operation", `
// Get shows a pet.
// swagger:operation GET /pets/{id} pets cats get-pet
//
//	---
//	consumes: [application/json]
//	produces:
//	- application/json
//	responses:
//	  '200':
//	    description: "404: not a key"
//	    schema:
//	      $ref: "#/definitions/Pet"
//	  404: {$ref: "#/responses/notFound"}
//	  default:
//	    description: Error
//	  x-more: 1`,
			"go-swagger get-pet [GET /pets/{id}] 200:Pet 404:notFound default [application/json]->[application/json]"},
		{"operation without tags", `
// swagger:operation DELETE /pets/{id} drop
// ---
// responses:
//   204:
//     description: ok
// ---
// 500: text`,
			"go-swagger drop [DELETE /pets/{id}] 204"},
		{"operation in a block", "\n/*\nswagger:operation GET /a a\n\n---\nresponses:\n  \"200\":\n    description: ok\n*/",
			"go-swagger a [GET /a] 200"},
		{"operation with a broken status", `
// swagger:operation GET /a a
//
//	---
//	responses:
//	  2OO:
//	    description: ok`,
			`go-swagger a [GET /a]  broken: swagger:operation a has "2OO", which is not a status code`},
		{"operation with broken YAML", `
// swagger:operation GET /a a
//
//	---
//	responses: [`,
			`go-swagger a [GET /a]  broken: the YAML of swagger:operation a is not YAML: did not find expected node content`},
		{"operation without YAML", `
// swagger:operation GET /a a
// responses: 200`, "go-swagger a [GET /a] "},
		{"route", `
// swagger:route POST /pets pets users addPet
//
// Adds a pet: 404 is no response here.
//
//	Consumes:
//	- application/json
//
//	Produces:
//	- application/json
//
//	Schemes: http, https
//
//	Responses:
//	  default: genericError
//	  200: body:Pet
//	  201: body:[]Pet description: many
//	  404: description: not found
//	  422: validationError description: none
//
//	Security:
//	  403: this is no response`,
			"go-swagger addPet [POST /pets] default:genericError 200:Pet 201:[]Pet 404 422:validationError [application/json]->[application/json]"},
		{"route with a broken status", `
// swagger:route GET /a a
// responses:
//   4O4: notFound`,
			`go-swagger a [GET /a]  broken: swagger:route a has "4O4", which is not a status code`},
		{"two routes", `
// swagger:route GET /a t a
// responses:
//   200: ok
//
// swagger:route GET /b t b
// responses:
//   204: none`,
			"go-swagger a [GET /a] 200:ok|go-swagger b [GET /b] 204:none"},
		{"none", `
// H is at h@example.com, and no swagger: at all.`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ops, _ := comments(t, "package x\n"+tt.comment+"\nfunc H() {}\n")
			var got []string
			for _, o := range ops["H"] {
				got = append(got, show(o))
			}
			if got := strings.Join(got, "|"); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// A comment apart from functions is that of the only one it can mean.
func TestCommentsApart(t *testing.T) {
	apart := func(id string) string {
		return "\n// swagger:route GET /a t " + id + "\n// responses:\n//   404: e\n\nvar _ int\n"
	}
	tests := []struct{ id, funcs, want string }{
		{"getUser", "func GetUser(){}", "GetUser"},
		{"get-user", "func getUser(){}", "getUser"},
		{"get_user", "type T int; func (T) GetUser(){}", "GetUser"},
		{"GetUser", "func handleGetUser(){}", "handleGetUser"},
		{"getUser", "func GetUserHandler(){}", "GetUserHandler"},
		{"getUser", "func getUser(){}; func GetUser(){}", "getUser"}, // the exact one
		{"get-user", "func getUser(){}; func GetUser(){}", ""},
		{"getUser", "type T int; func (T) getUser(){}; func getUser(){}", ""},
		{"getUser", "func getUsers(){}", ""},
		{"getUser", "// @Success 200\nfunc GetUser(){}", "GetUser"}, // what stands at it is all
	}
	for _, tt := range tests {
		ops, _ := comments(t, "package x\n"+apart(tt.id)+strings.ReplaceAll(tt.funcs, "; ", "\n")+"\n")
		var got []string
		for name, list := range ops {
			for range list {
				got = append(got, name)
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s, %s: %q", tt.id, tt.funcs, got)
		}
	}
}

func TestJudges(t *testing.T) {
	tests := []struct {
		codes               string
		documents, silentOn []int // the latter are neither documented nor judged
		judged              []int // not documented
	}{
		{"200,404", []int{200, 404}, []int{302, 101}, []int{201, 400, 500}},
		{"200", []int{200}, []int{404, 500, 303}, []int{201, 204}},
		{"4XX", []int{404, 418}, []int{200, 302}, []int{500}},
		{"302,404", []int{302, 404}, []int{200, 204}, []int{303, 500}},
		{"default", []int{200, 302, 404, 503}, nil, nil},
	}
	for _, tt := range tests {
		ops, _ := comments(t, "package x\n// @Response "+tt.codes+"\nfunc H() {}\n")
		o := ops["H"][0]
		for code := range 600 {
			documents := slices.Contains(tt.documents, code)
			judged := documents || slices.Contains(tt.judged, code)
			if !judged && !slices.Contains(tt.silentOn, code) {
				continue
			}
			if got := o.Documents(code); got != documents {
				t.Errorf("%s: Documents(%d) = %t", tt.codes, code, got)
			}
			if got := o.Judges(code); got != judged {
				t.Errorf("%s: Judges(%d) = %t", tt.codes, code, got)
			}
		}
	}
}

// What cannot be written in the style of a neighbour is not written.
func TestDocument(t *testing.T) {
	tests := []struct{ name, comment, want string }{
		{"nothing alike", "// @Success 200\n", ""},
		{"only a default", "// @Failure default {object} E\n", ""},
		{"end of a block", "/* @Failure 404 */\n", ""},
		{"list", "// @Failure 400,404 {object} E \"bad\" \n", "// @Failure 500 {object} E \"Internal Server Error\"\n"},
		{"no description", "// swagger:operation GET /a a\n//\n//\t---\n//\tresponses:\n//\t  404:\n//\t    schema: {type: string}\n", ""},
		{"reference", "// swagger:operation GET /a a\n//\n//\t---\n//\tresponses:\n//\t  404:\n//\t    $ref: '#/responses/e'\n//\t  default:\n//\t    description: x\n",
			"//\t  500:\n//\t    description: Internal Server Error\n"},
		{"description of a schema", "// swagger:operation GET /a a\n//\n//\t---\n//\tresponses:\n//\t  \"404\":\n//\t    description: none\n//\t    schema:\n//\t      description: E\n",
			"//\t  \"500\":\n//\t    description: Internal Server Error\n//\t    schema:\n//\t      description: E\n"},
		{"route", "// swagger:route GET /a a\n//\n//\tresponses:\n//\t  404: body:E description: none\n", "//\t  500: body:E description: Internal Server Error\n"},
		{"reference in quotes", "// swagger:operation GET /a a\n//\n//\t---\n//\tresponses:\n//\t  \"404\":\n//\t    \"$ref\": \"#/responses/e\"\n",
			"//\t  \"500\":\n//\t    \"description\": Internal Server Error\n"},
		{"description of several lines", "// swagger:operation GET /a a\n//\n//\t---\n//\tresponses:\n//\t  404:\n//\t    description: |\n//\t      none\n//\n//\t      at all\n//\t    schema: {type: string}\n",
			"//\t  500:\n//\t    description: Internal Server Error\n//\t    schema: {type: string}\n"},
		{"one mapping on a line", "// swagger:operation GET /a a\n//\n//\t---\n//\tresponses: {404: {description: none}}\n", ""},
		{"one mapping on several", "// swagger:operation GET /a a\n//\n//\t---\n//\tresponses: {\n//\t  404: {description: none}\n//\t}\n", ""},
		{"an anchor", "// swagger:operation GET /a a\n//\n//\t---\n//\tresponses:\n//\t  404: &e\n//\t    description: none\n", "//\t  500: {description: Internal Server Error}\n"},
		{"route to a response", "// swagger:route GET /a a\n//\n//\tresponses:\n//\t  404: notFound\n", "//\t  500: description: Internal Server Error\n"},
	}
	for _, tt := range tests {
		ops, fset := comments(t, "package x\n\n"+tt.comment+"func H() {}\n")
		at, got, ok := ops["H"][0].Document(500, "Internal Server Error")
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if ok && fset.Position(at).Column != 1 {
			t.Errorf("%s: inserted at %v", tt.name, fset.Position(at))
		}
	}
}

// A status without a body has no type of one.
func TestDocumentEmpty(t *testing.T) {
	for _, tt := range []struct{ comment, want string }{
		{"// @Success 200 {object} E\n", "// @Success 204\n"},
		{"//\t@Success\t200\t\t{object}\tE\t\"fine\"\n", "//\t@Success\t204\t\t\"No Content\"\n"},
		{"// swagger:route GET /a a\n//\n//\tresponses:\n//\t  200: body:E description: fine\n", "//\t  204: description: No Content\n"},
		{"// swagger:operation GET /a a\n//\n//\t---\n//\tresponses:\n//\t  200:\n//\t    schema:\n//\t      type: string\n//\t    description: fine\n", "//\t  204:\n//\t    description: No Content\n"},
	} {
		ops, _ := comments(t, "package x\n\n"+tt.comment+"func H() {}\n")
		if _, got, _ := ops["H"][0].Document(204, "No Content"); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// A comment may hold anything.
func FuzzComments(f *testing.F) {
	f.Add("// @Failure 400,404 {object} E\n// @Router /a [get]")
	f.Add("// swagger:operation GET /a a\n//\n//\t---\n//\tresponses:\n//\t  404:\n//\t    description: x")
	f.Add("// swagger:route GET /a a\n// responses:\n//   404: body:E")
	f.Add("/*\r\n@Failure 404\r\n*/")
	f.Fuzz(func(t *testing.T, comment string) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "x.go", "package x\n"+comment+"\nfunc H() {}\n", parser.ParseComments)
		if err != nil {
			return
		}
		c := ReadComments(fset, []*ast.File{file})
		for _, ops := range c.at {
			for _, o := range ops {
				for _, code := range []int{204, 302, 500} {
					if at, _, ok := o.Document(code, "x"); ok && fset.Position(at).Column != 1 {
						t.Errorf("inserted at %v", fset.Position(at))
					}
				}
			}
		}
	})
}
