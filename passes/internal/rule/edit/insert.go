package edit

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/astutil"
)

// InsertBefore returns the edits that put a statement on a line before another
// one, above the comment that belongs to it. Further lines of the text are
// indented like its first. It is not ok if stmt stands in no list (the init of an
// if, say), or if comments in a one-line block leave no room.
func (f *File) InsertBefore(stmt ast.Stmt, text string) ([]analysis.TextEdit, bool) {
	p, ok := f.place(stmt)
	if !ok {
		return nil, false
	}
	if len(p.before) > 0 && p.before[len(p.before)-1].End == p.stmt.Pos() {
		// The line break before stmt is an edit of its own.
		return slices.Concat(p.before, []analysis.TextEdit{insert(p.stmt.Pos(), p.lines(text)+"\n"+p.indent)}, p.after), true
	}
	added := insert(f.lineStart(f.above(p)), p.indent+p.lines(text)+"\n")
	return slices.Concat([]analysis.TextEdit{added}, p.after), true
}

// Above returns what to write right before a statement to have lines above it,
// and the line breaks around it.
func (f *File) Above(stmt ast.Stmt, lines string) (lead string, breaks []analysis.TextEdit, ok bool) {
	edits, ok := f.InsertBefore(stmt, lines)
	for _, e := range edits {
		code := strings.TrimLeft(string(e.NewText), " \t")
		if strings.TrimSpace(code) == "" {
			breaks = append(breaks, e)
		} else {
			lead = code + string(e.NewText[:len(e.NewText)-len(code)])
		}
	}
	return lead, breaks, ok
}

// InsertAfter is InsertBefore for the line after a statement. A comment behind
// the statement stays there.
func (f *File) InsertAfter(stmt ast.Stmt, text string) ([]analysis.TextEdit, bool) {
	p, ok := f.place(stmt)
	if !ok {
		return nil, false
	}
	end := p.stmt.End()
	if len(p.after) == 0 || p.after[0].Pos != end {
		rest := f.lineEnd(end) // behind its comments
		if !f.blank(end, rest) {
			return nil, false
		}
		end = rest
	}
	added := insert(end, "\n"+p.indent+p.lines(text))
	return slices.Concat(p.before, []analysis.TextEdit{added}, p.after), true
}

// A place is where a statement stands, and the line breaks which it lacks. They
// are kept apart from what is inserted, so that two insertions into one one-line
// block have them in common.
type place struct {
	stmt          ast.Stmt
	open          token.Pos // the list begins behind it
	indent        string    // of the statements in the list
	before, after []analysis.TextEdit
}

// lines indents all lines of a text but the first.
func (p place) lines(text string) string {
	return strings.ReplaceAll(text, "\n", "\n"+p.indent)
}

func (f *File) place(stmt ast.Stmt) (place, bool) {
	if stmt == nil || !f.Editable() {
		return place{}, false
	}
	path, _ := astutil.PathEnclosingInterval(f.Syntax, stmt.Pos(), stmt.End())
	at := slices.Index(path, ast.Node(stmt))
	if at < 0 {
		return place{}, false
	}
	// A label belongs to its statement: nothing goes in between.
	for at+1 < len(path) {
		label, ok := path[at+1].(*ast.LabeledStmt)
		if !ok {
			break
		}
		stmt = label
		at++
	}
	if at+1 >= len(path) {
		return place{}, false
	}
	list, open, end := stmts(path[at+1])
	i := slices.Index(list, stmt)
	if i < 0 {
		return place{}, false
	}
	switch stmt.(type) {
	case *ast.CaseClause, *ast.CommClause: // only clauses stand in that list
		return place{}, false
	}

	// The indentation is that of the neighbours. Where none starts a line, the
	// list is on the line of its brace, and one deeper. gofmt puts labels one less.
	p := place{stmt: stmt, open: open}
	outer := f.indent(open - 1)
	p.indent = outer + "\t"
	for _, s := range list {
		if _, ok := s.(*ast.LabeledStmt); !ok && f.StartsLine(s.Pos()) {
			p.indent = f.indent(s.Pos())
			break
		}
	}
	// Of the list, only the statements that share a line with this one matter.
	from, to := i, i+1
	for from > 0 && !f.StartsLine(list[from].Pos()) {
		from--
	}
	for to < len(list) && f.Line(list[to].Pos()) == f.Line(list[to-1].End()) {
		to++
	}
	for k := from; k < to; k++ {
		prev := open
		if k > 0 {
			prev = list[k-1].End()
		}
		if f.StartsLine(list[k].Pos()) {
			continue
		}
		if !f.gap(prev, list[k].Pos()) {
			return place{}, false
		}
		br := replace(prev, list[k].Pos(), "\n"+p.indent)
		if k <= i {
			p.before = append(p.before, br)
		} else {
			p.after = append(p.after, br)
		}
	}
	if last := list[to-1].End(); to == len(list) && end.IsValid() && f.Line(end) == f.Line(last) {
		if !f.gap(last, end) {
			return place{}, false
		}
		p.after = append(p.after, replace(last, end, "\n"+outer))
	}
	return p, true
}

// gap reports whether there is nothing in [from, to) that must be kept.
func (f *File) gap(from, to token.Pos) bool {
	return strings.Trim(f.text(from, to), " \t\n\r;") == ""
}

// above returns the start of the comment right above a statement, or of the
// statement.
func (f *File) above(p place) token.Pos {
	pos := p.stmt.Pos()
	for _, group := range f.Syntax.Comments {
		if p.open <= group.Pos() && group.End() <= pos && f.Line(group.End())+1 == f.Line(pos) && f.StartsLine(group.Pos()) {
			return group.Pos()
		}
	}
	return pos
}
