package contract

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// A Setting is a piece of an effective contract and where it comes from.
type Setting struct {
	Key   string // "statuses.404.set-by"
	Value string
	From  Pos // File is "flag" or "none chosen", and Line 0, for what no file says
}

// Load returns the contract that holds for Go files in a directory, and its
// parts. The analyzer's flags count. The error joins the *Mistake values of the
// configuration; the contract is then the one that Analyzer goes on with.
// An httputil.ReverseProxy in the package is not seen from here.
func Load(dir string) (*Contract, []Setting, error) {
	c, tree, err := loadDir(dir)
	if c == nil {
		return nil, nil, err
	}
	var parts []Setting
	flatten(tree, "", &parts)
	return c, parts, err
}

// loadDir is Load before the parts are flattened.
func loadDir(dir string) (*Contract, *value, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("no directory: %w", err)
	}
	o := optionsOf(&Analyzer.Flags)
	c, tree := o.loader(dir).load(dir, o)
	return c, tree, c.Err
}

// flatten lists the leaves of a tree in its order.
func flatten(v *value, key string, parts *[]Setting) {
	switch v.Kind {
	case yaml.ScalarNode:
		*parts = append(*parts, Setting{key, v.Text, v.Pos})
	case yaml.SequenceNode:
		for i, item := range v.Items {
			flatten(item, fmt.Sprintf("%s[%d]", key, i), parts)
		}
	default:
		for i, k := range v.Keys {
			flatten(v.Items[i], strings.TrimPrefix(key+"."+k.Text, "."), parts)
		}
	}
}

// Check returns what is wrong with any config at, above or below a directory,
// and with the contracts that they name: *Mistake values, sorted, their file
// names relative to the directory. vendor, node_modules, testdata, hidden
// directories and those with a leading underscore are left out.
func Check(root string) []error {
	var mistakes []*Mistake
	seen := make(map[Mistake]bool) // a contract may be named by several configs
	err := survey(root, false, func(l *loader) {
		for _, m := range l.Mistakes {
			if !seen[*m] {
				seen[*m] = true
				mistakes = append(mistakes, m)
			}
		}
	})
	conf.SortMistakes(mistakes)
	var errs []error
	for _, m := range mistakes {
		errs = append(errs, m)
	}
	if err != nil {
		errs = append(errs, err)
	}
	return errs
}

// Files returns the absolute names, sorted, of the config, contract and OpenAPI
// files that can bear on packages at or below a directory. All are there and
// inside their module. Whoever caches results has to look at the names as well
// as at the contents: a config that moves means something else.
func Files(dir string) []string {
	var files []string
	// What cannot be walked holds no config that a package could see.
	_ = survey(dir, true, func(l *loader) {
		for _, file := range l.Looked {
			if l.Stat(file) == nil {
				files = append(files, file)
			}
		}
	})
	slices.Sort(files)
	return slices.Compact(files)
}

// WriteConfig prints the contract that holds for Go files in a directory, as
// YAML, with the place that each line comes from. On a mistake it prints nothing
// and returns it.
func WriteConfig(w io.Writer, dir string) error {
	_, tree, err := loadDir(dir)
	if err != nil {
		return err
	}
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	if err := enc.Encode(node(tree)); err != nil {
		return err
	}
	return enc.Close()
}

// node turns a value into YAML again. What stands on one line stays on one line.
func node(v *value) *yaml.Node {
	n := &yaml.Node{Kind: v.Kind, Tag: v.Tag, Value: v.Text}
	if v.Kind == yaml.ScalarNode {
		n.LineComment = comment(v.Pos)
		return n
	}
	pos, one := oneLine(v)
	for i, item := range v.Items {
		if v.Kind == yaml.MappingNode {
			n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: v.Keys[i].Tag, Value: v.Keys[i].Text})
		}
		n.Content = append(n.Content, node(item))
	}
	if one {
		n.Style = yaml.FlowStyle
		dropComments(n)
		n.LineComment = comment(pos)
	}
	return n
}

// oneLine returns the place that all of a list or mapping comes from, if there
// is just one.
func oneLine(v *value) (Pos, bool) {
	if v.Kind == yaml.ScalarNode || len(v.Items) == 0 {
		return v.Pos, true
	}
	first, one := oneLine(v.Items[0])
	for _, item := range v.Items[1:] {
		pos, ok := oneLine(item)
		one = one && ok && pos == first
	}
	return first, one
}

// dropComments takes the comments from what is inside: in flow style each would end the
// line.
func dropComments(n *yaml.Node) {
	for _, c := range n.Content {
		c.LineComment = ""
		dropComments(c)
	}
}

// comment leaves out the line where there is no file.
func comment(p Pos) string {
	if p.Line == 0 {
		return "# " + p.File
	}
	return "# " + p.String()
}
