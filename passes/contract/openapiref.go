package contract

import (
	"fmt"
	neturl "net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// parameters adds the parameters of a list to those that the path has; one of
// the same name and place goes before the path's.
func (d *docReader) parameters(list at, base []Parameter) []Parameter {
	params := slices.Clone(base)
	if list.value == nil || list.Kind != yaml.SequenceNode {
		return params
	}
	for _, item := range list.Items {
		item, ok := d.deref(at{item, list.file})
		if !ok || item.Get("name") == nil || item.Get("in") == nil {
			continue
		}
		p := Parameter{Name: item.Get("name").Text, In: item.Get("in").Text}
		if v := item.Get("required"); v != nil {
			p.Required = v.Text == "true"
		}
		same := func(o Parameter) bool { return o.Name == p.Name && o.In == p.In }
		if i := slices.IndexFunc(params, same); i >= 0 {
			params[i] = p
		} else {
			params = append(params, p)
		}
	}
	return params
}

// bases returns what stands before the paths: basePath, or the paths of the
// servers, whose variables have defaults. What says nothing inherits.
func (d *docReader) bases(a at, inherited []string) []string {
	var bases []string
	add := func(path string) {
		if path = strings.TrimSuffix(path, "/"); !slices.Contains(bases, path) {
			bases = append(bases, path)
		}
	}
	if d.version == 2 {
		if base := a.Get("basePath"); base != nil {
			add(base.Text)
		}
	} else if servers := a.Get("servers"); servers != nil && servers.Kind == yaml.SequenceNode {
		for _, s := range servers.Items {
			u := s.Get("url")
			if u == nil {
				continue
			}
			text := u.Text
			if vars := s.Get("variables"); vars != nil && vars.Kind == yaml.MappingNode {
				for i, name := range vars.Keys {
					if def := vars.Items[i].Get("default"); def != nil {
						text = strings.ReplaceAll(text, "{"+name.Text+"}", def.Text)
					}
				}
			}
			if path, ok := pathOf(text); ok {
				add(path)
			}
		}
	}
	switch {
	case bases != nil:
		return bases
	case inherited != nil:
		return inherited
	}
	return []string{""}
}

// pathOf returns the path of a server's URL, which may be relative.
func pathOf(text string) (string, bool) {
	if i := strings.Index(text, "://"); i >= 0 { // a host may still hold a variable, which is no URL
		_, path, ok := strings.Cut(text[i+3:], "/")
		if !ok {
			return "", true
		}
		text = "/" + path
	}
	u, err := neturl.Parse(text)
	if err != nil {
		return "", false
	}
	if u.Path != "" && u.Path[0] != '/' {
		return "/" + strings.TrimPrefix(u.Path, "./"), true
	}
	return u.Path, true
}

// deref follows a reference to what it stands for. It is not ok if that is
// unknown: a mistake, or outside of what is read.
func (d *docReader) deref(a at) (at, bool) {
	seen := make(map[*value]bool)
	for {
		ref := a.Get("$ref")
		if ref == nil || ref.Kind != yaml.ScalarNode {
			return a, a.value != nil
		}
		if d.broken[ref] {
			return at{}, false
		}
		if seen[ref] || len(seen) > maxRefs {
			return d.breaks(ref, "a reference that leads back to itself", "one that ends")
		}
		seen[ref] = true
		file, pointer, _ := strings.Cut(ref.Text, "#")
		if strings.Contains(file, "://") || strings.HasPrefix(file, "//") {
			return at{}, false // nothing is fetched
		}
		target, ok := d.target(a.file, file, ref)
		if !ok {
			return at{}, false
		}
		next, ok := lookUp(target, pointer)
		if !ok {
			return d.breaks(ref, "reference to "+conf.Quote(ref.Text)+", which is not there", "what the document has")
		}
		a = next
	}
}

// breaks reports a reference that cannot be followed, once.
func (d *docReader) breaks(ref *value, what, allowed string) (at, bool) {
	d.broken[ref] = true
	d.reader.Fail(ref, what, allowed)
	return at{}, false
}

// target returns the root of the file that a reference in another one names; ""
// is that file itself.
func (d *docReader) target(from, name string, ref *value) (at, bool) {
	file := from
	if name != "" {
		name, err := neturl.PathUnescape(name)
		if err != nil {
			return d.breaks(ref, "bad reference "+conf.Quote(ref.Text), "a relative path inside the module")
		}
		var ok bool
		file, ok = d.Resolve(&d.reader.Reader, conf.Word(ref.Pos, name), filepath.Dir(from))
		if !ok {
			d.broken[ref] = true
			return at{}, false
		}
	}
	if len(d.loaded) >= maxFiles && d.loaded[file] == nil {
		return d.breaks(ref, "too many files", fmt.Sprint(maxFiles))
	}
	root := d.load(file, ref)
	return at{root, file}, root != nil
}

// lookUp follows a JSON Pointer.
func lookUp(root at, pointer string) (at, bool) {
	pointer, err := neturl.PathUnescape(pointer)
	if err != nil {
		return at{}, false
	}
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		if part == "" {
			continue
		}
		part = strings.ReplaceAll(strings.ReplaceAll(part, "~1", "/"), "~0", "~")
		if i, err := strconv.Atoi(part); err == nil && root.Kind == yaml.SequenceNode && 0 <= i && i < len(root.Items) {
			root.value = root.Items[i]
		} else if root = root.in(part); root.value == nil {
			return at{}, false
		}
	}
	return root, true
}
