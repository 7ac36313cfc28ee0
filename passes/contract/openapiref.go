package contract

import (
	"fmt"
	neturl "net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// parameters adds the parameters of a list to those that the path has; one of
// the same name and place goes before the path's.
func (d *docReader) parameters(list at, base []Parameter) []Parameter {
	params := slices.Clone(base)
	if list.value == nil || list.kind != yaml.SequenceNode {
		return params
	}
	for _, item := range list.items {
		item, ok := d.deref(at{item, list.file})
		if !ok || item.get("name") == nil || item.get("in") == nil {
			continue
		}
		p := Parameter{Name: item.get("name").text, In: item.get("in").text}
		if v := item.get("required"); v != nil {
			p.Required = v.text == "true"
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
		if base := a.get("basePath"); base != nil {
			add(base.text)
		}
	} else if servers := a.get("servers"); servers != nil && servers.kind == yaml.SequenceNode {
		for _, s := range servers.items {
			u := s.get("url")
			if u == nil {
				continue
			}
			text := u.text
			if vars := s.get("variables"); vars != nil && vars.kind == yaml.MappingNode {
				for i, name := range vars.keys {
					if def := vars.items[i].get("default"); def != nil {
						text = strings.ReplaceAll(text, "{"+name.text+"}", def.text)
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
		ref := a.get("$ref")
		if ref == nil || ref.kind != yaml.ScalarNode {
			return a, a.value != nil
		}
		if d.broken[ref] {
			return at{}, false
		}
		if seen[ref] || len(seen) > maxRefs {
			return d.breaks(ref, "a reference that leads back to itself", "one that ends")
		}
		seen[ref] = true
		file, pointer, _ := strings.Cut(ref.text, "#")
		if strings.Contains(file, "://") || strings.HasPrefix(file, "//") {
			return at{}, false // nothing is fetched
		}
		target, ok := d.target(a.file, file, ref)
		if !ok {
			return at{}, false
		}
		next, ok := lookUp(target, pointer)
		if !ok {
			return d.breaks(ref, "reference to "+quote(ref.text)+", which is not there", "what the document has")
		}
		a = next
	}
}

// breaks reports a reference that cannot be followed, once.
func (d *docReader) breaks(ref *value, what, allowed string) (at, bool) {
	d.broken[ref] = true
	d.reader.fail(ref, what, allowed)
	return at{}, false
}

// target returns the root of the file that a reference in another one names; ""
// is that file itself.
func (d *docReader) target(from, name string, ref *value) (at, bool) {
	file := from
	if name != "" {
		name, err := neturl.PathUnescape(name)
		if err != nil {
			return d.breaks(ref, "bad reference "+quote(ref.text), "a relative path inside the module")
		}
		var ok bool
		before := len(d.loader.mistakes)
		file, ok = d.resolve(word(ref.pos, name), filepath.Dir(from))
		d.reader.mistakes = append(d.reader.mistakes, d.loader.mistakes[before:]...)
		d.loader.mistakes = d.loader.mistakes[:before]
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
		if i, err := strconv.Atoi(part); err == nil && root.kind == yaml.SequenceNode && 0 <= i && i < len(root.items) {
			root.value = root.items[i]
		} else if root = root.in(part); root.value == nil {
			return at{}, false
		}
	}
	return root, true
}
