package driver

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"go/token"
	"go/types"
	"os"
	"strings"

	"golang.org/x/tools/go/gcexportdata"
)

// From v0.50 of x/tools on, unitchecker takes the types of imports from their facts' files,
// and not from what the compiler has written. A dependency that is not read has no such
// types. So that it need not be read for them, they are put beside its facts where a package
// that imports it is checked: the compiler's file is there, as the go command names it in
// PackageFile, and only the direct imports of the few packages that are read are asked for.

// vetxMagic begins a file that has types, as unitchecker writes it: the lengths of the types
// and of the facts follow, in 32 bits each, and then both.
const vetxMagic = "vetx"

// typed writes a copy of a unit's file in which all imports have types, and returns its name.
func (u *unit) typed(file string) (name string, err error) {
	vetx := make(map[string]string, len(u.PackageVetx))
	for path, facts := range u.PackageVetx {
		data, err := os.ReadFile(facts)
		if err != nil {
			return "", err
		}
		switch exported, ok := u.PackageFile[path]; {
		case bytes.HasPrefix(data, []byte(vetxMagic)):
			vetx[path] = facts
		case ok: // unsafe has no file
			vetx[path] = fmt.Sprintf("%s.%d.vetx", strings.TrimSuffix(file, ".cfg"), len(vetx))
			if err := addTypes(vetx[path], data, exported, path); err != nil {
				return "", fmt.Errorf("types of %s: %w", path, err)
			}
		}
	}
	return changed(file, "typed", map[string]any{"PackageVetx": vetx})
}

// factsIn returns the facts in a file, which may have types before them.
func factsIn(file string) ([]byte, error) {
	data, err := os.ReadFile(file)
	if err != nil || !bytes.HasPrefix(data, []byte(vetxMagic)) {
		return data, err
	}
	const head = len(vetxMagic) + 8
	if len(data) < head {
		return nil, fmt.Errorf("%s is cut short", file)
	}
	types, facts := int(binary.LittleEndian.Uint32(data[4:])), int(binary.LittleEndian.Uint32(data[8:]))
	if types+facts > len(data)-head {
		return nil, fmt.Errorf("%s is cut short", file)
	}
	return data[head+types:][:facts], nil
}

// hasFacts reports whether a file that is not empty has facts, and not just types.
func hasFacts(file string) bool {
	facts, err := factsIn(file)
	return err != nil || len(facts) > 0
}

// addTypes writes a file with the types of a package, as the compiler has written them, and
// its facts.
func addTypes(name string, facts []byte, exported, path string) error {
	f, err := os.Open(exported)
	if err != nil {
		return err
	}
	defer f.Close()
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	pkg, err := gcexportdata.Read(r, fset, make(map[string]*types.Package), path)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := gcexportdata.Write(&out, fset, pkg); err != nil {
		return err
	}
	typ := bytes.TrimPrefix(out.Bytes(), []byte("i")) // the mark of the format, which unitchecker leaves out
	head := []byte(vetxMagic)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(typ)))
	head = binary.LittleEndian.AppendUint32(head, uint32(len(facts)))
	return os.WriteFile(name, append(append(head, typ...), facts...), 0o666)
}
