package conf

import "path/filepath"

// Files reads the files of a configuration, and remembers their names.
type Files struct {
	Place
	Base   string   // names in messages are relative to this directory
	Module string   // the directory of go.mod, or ""
	Looked []string // absolute; every file that was looked for
}

// Parse reads a file. ref, which named it, is where the mistake is if it cannot
// be read; without ref that is the file itself.
func (f *Files) Parse(r *Reader, file string, ref *Value) *Value {
	if f.Inline != "" && file == f.Place.Config {
		v, mistakes := Parse(Flag, []byte(f.Inline))
		r.Mistakes = append(r.Mistakes, mistakes...)
		return v
	}
	f.Looked = append(f.Looked, file)
	data, err := f.Read(file)
	if err != nil {
		if ref != nil {
			r.Fail(ref, "cannot read "+Quote(ref.Text)+": "+Reason(err), "a file inside the module")
		} else {
			allowed := "a readable file inside the module"
			if f.Fixed {
				allowed = "a readable file, which $" + Variable + " names"
			}
			r.Mistakes = append(r.Mistakes, &Mistake{Pos{f.Shown(file), 1}, "cannot read: " + Reason(err), allowed})
		}
		return nil
	}
	v, mistakes := Parse(f.Shown(file), data)
	r.Mistakes = append(r.Mistakes, mistakes...)
	return v
}

// Resolve returns the absolute name of a file that a value names from a
// directory. Both ways out of the module that can be seen in the name are refused
// here, for the sake of the message; read refuses those that cannot.
func (f *Files) Resolve(r *Reader, v *Value, within string) (string, bool) {
	name := filepath.FromSlash(v.Text)
	why := ""
	if filepath.IsAbs(name) || v.Text[0] == '/' {
		why = "is absolute"
	} else if rel, err := filepath.Rel(f.Root, filepath.Join(within, name)); err != nil || !filepath.IsLocal(rel) {
		why = "leaves the module"
	}
	if why != "" {
		r.Fail(v, "path "+Quote(v.Text)+" "+why, "a relative path inside the module")
		return "", false
	}
	return filepath.Join(within, name), true
}

// Shown returns a file's name for messages: a path from base, with slashes, so
// that go vet may keep the message for another checkout.
func (f *Files) Shown(file string) string {
	if f.Inline != "" && file == f.Place.Config {
		return Flag
	}
	if rel, err := filepath.Rel(f.Base, file); err == nil && !f.Fixed {
		return Printable(filepath.ToSlash(rel))
	}
	return Printable(file)
}
