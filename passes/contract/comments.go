package contract

import (
	"go/ast"
	"go/token"
	"strings"
)

// Comments knows what the comments of a package document: those of swaggo/swag,
// which stand at the handler, and those of go-swagger, which may stand anywhere.
type Comments struct {
	at    map[*ast.FuncDecl][]*Operation
	names map[string][]*ast.FuncDecl // by spelling
}

// ReadComments reads the comments of a package's files.
func ReadComments(fset *token.FileSet, files []*ast.File) *Comments {
	c := &Comments{make(map[*ast.FuncDecl][]*Operation), make(map[string][]*ast.FuncDecl)}
	var apart []*Operation
	texts := make(map[string]bool) // the responses that are strings, by go-swagger's names
	for _, file := range files {
		stringResponses(file, texts)
		docs := make(map[*ast.CommentGroup]*ast.FuncDecl)
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				docs[fn.Doc] = fn
				for _, name := range spellings(fn.Name.Name) {
					c.names[name] = append(c.names[name], fn)
				}
			}
		}
		delete(docs, nil)
		for _, group := range file.Comments {
			lines := commentLines(fset, group)
			fn := docs[group]
			if ops := goSwagger(lines); fn != nil {
				if op := swag(lines); op != nil {
					ops = append(ops, op)
				}
				c.at[fn] = append(c.at[fn], ops...)
			} else {
				apart = append(apart, ops...)
			}
		}
	}
	for _, ops := range c.at {
		markTexts(ops, texts)
	}
	markTexts(apart, texts)
	for _, op := range apart {
		if fn := c.named(op.ID); fn != nil {
			c.at[fn] = append(c.at[fn], op)
		}
	}
	return c
}

// stringResponses adds the names under which a file declares strings as go-swagger's
// responses: // swagger:response notFound above type notFound string.
func stringResponses(file *ast.File, names map[string]bool) {
	for _, d := range file.Decls {
		gen, ok := d.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, spec := range gen.Specs {
			spec := spec.(*ast.TypeSpec)
			if t, ok := spec.Type.(*ast.Ident); !ok || t.Name != "string" {
				continue
			}
			doc := spec.Doc
			if doc == nil && len(gen.Specs) == 1 {
				doc = gen.Doc
			}
			if doc == nil {
				continue
			}
			for _, line := range doc.List {
				if _, rest, ok := strings.Cut(line.Text, "swagger:response"); ok {
					name := strings.TrimSpace(rest)
					if name == "" {
						name = spec.Name.Name
					}
					names[name] = true
				}
			}
		}
	}
}

// markTexts marks the responses that are strings.
func markTexts(ops []*Operation, texts map[string]bool) {
	for _, op := range ops {
		for i, r := range op.Responses {
			op.Responses[i].Text = op.Style == StyleGoSwagger && texts[r.Type]
		}
	}
}

// Of returns the operations that comments document for a function: most often
// one, with all of its routes. A comment that stands elsewhere is a function's
// if its operation has the function's name, and nothing else has. It is nil-safe.
func (c *Comments) Of(fn *ast.FuncDecl) []*Operation {
	if c == nil {
		return nil
	}
	return c.at[fn]
}

// named returns the only function that an operationId can mean, or nil. One that
// has a comment of its own is another.
func (c *Comments) named(id string) *ast.FuncDecl {
	for _, name := range spellings(id) {
		switch fns := c.names[name]; {
		case len(fns) == 1 && len(c.at[fns[0]]) == 0:
			return fns[0]
		case len(fns) > 0:
			return nil
		}
	}
	return nil
}

// A commentLine is a line of a comment, less what makes it one.
type commentLine struct {
	text  string // with its indentation
	raw   string // as it stands in the file, up to the end of the line
	pos   token.Pos
	after token.Pos // where the next line starts; NoPos if nothing can be put there
}

// end returns where the line's text ends.
func (l commentLine) end() token.Pos { return l.pos + token.Pos(len(l.text)) }

// mentions says, at the price of a scan, whether a group can be of interest.
func mentions(group *ast.CommentGroup) bool {
	for _, c := range group.List {
		if strings.Contains(c.Text, "swagger:") || strings.Contains(c.Text, "@") {
			return true
		}
	}
	return false
}

// commentLines returns the lines of a group, none of one that documents no
// operation.
func commentLines(fset *token.FileSet, group *ast.CommentGroup) (lines []commentLine) {
	if !mentions(group) {
		return nil
	}
	file := fset.File(group.Pos())
	next := func(pos token.Pos) token.Pos {
		if n := file.PositionFor(pos, false).Line; n < file.LineCount() {
			return file.LineStart(n + 1)
		}
		return token.NoPos
	}
	for _, c := range group.List {
		if text, ok := strings.CutPrefix(c.Text, "//"); ok {
			lines = append(lines, commentLine{text, c.Text, c.Slash + 2, next(c.Slash)})
			continue
		}
		// The scanner takes carriage returns out of comments: the start of a line
		// is looked up, not counted.
		first := file.PositionFor(c.Slash, false).Line
		all := strings.Split(strings.TrimSuffix(c.Text, "*/"), "\n")
		for i, text := range all {
			line := commentLine{text: text, raw: text, pos: c.Slash}
			if i > 0 {
				line.pos = file.LineStart(first + i)
			}
			// Not behind the line that ends the comment, nor like the one that opens it.
			if i > 0 && i < len(all)-1 {
				line.after = next(line.pos)
			}
			for _, mark := range []string{"/*", " *"} {
				if rest, ok := strings.CutPrefix(line.text, mark); ok {
					line.text, line.pos = rest, line.pos+token.Pos(len(mark))
					break
				}
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// spellings returns the forms under which a name is looked up, the closest first:
// as it is written, without regard to case and separators, and without the word
// that only says what it is (handleGetUser, GetUserHandler).
func spellings(name string) []string {
	if name == "" {
		return nil
	}
	plain := strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r == '.' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(name))
	forms := []string{"=" + name, plain}
	bare := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(plain, "handle"), "handler"), "endpoint")
	if bare != plain && bare != "" && !strings.HasPrefix(plain, "handler") {
		forms = append(forms, bare)
	}
	return forms
}
