package models_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/respvet/respvet/passes/bodyless"
	"github.com/respvet/respvet/passes/contenttype"
	"github.com/respvet/respvet/passes/errleak"
	"github.com/respvet/respvet/passes/internal/rule/fixture"
	"github.com/respvet/respvet/passes/lateheader"
	"github.com/respvet/respvet/passes/missingreturn"
	"github.com/respvet/respvet/passes/models"
	"github.com/respvet/respvet/passes/noresponse"
	"github.com/respvet/respvet/passes/noretry"
	"github.com/respvet/respvet/passes/rawerror"
	"github.com/respvet/respvet/passes/statuscode"
	"github.com/respvet/respvet/passes/uncheckedstatus"
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/txtar"
)

// What model files describe is understood like what respvet knows by itself: a framework
// and a client that use connections themselves, so that nothing of them can be seen.
func TestDescribed(t *testing.T) {
	for _, rule := range []*analysis.Analyzer{
		rawerror.Analyzer, statuscode.Analyzer, errleak.Analyzer, missingreturn.Analyzer, noresponse.Analyzer, lateheader.Analyzer,
		contenttype.Analyzer, bodyless.Analyzer, uncheckedstatus.Analyzer, noretry.Analyzer,
	} {
		t.Run(rule.Name, func(t *testing.T) {
			if rule.Flags.Lookup("each") != nil {
				fixture.Enable(t, rule, "each")
			}
			if found := fixture.Run(t, rule, "models/"+rule.Name); len(found) == 0 {
				t.Error("nothing is found")
			}
		})
	}
}

// The models in docs/models.md are read without a mistake, and that of beego is the one
// whose script is run.
func TestDocumentation(t *testing.T) {
	text, err := os.ReadFile("../../docs/models.md")
	if err != nil {
		t.Fatal(err)
	}
	var last []byte
	read := 0
	for _, block := range regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$").FindAllSubmatch(text, -1) {
		if !bytes.HasPrefix(block[1], []byte("functions:")) {
			continue
		}
		read++
		dir := t.TempDir()
		for name, data := range map[string][]byte{"go.mod": []byte("module m\n"), ".respvet.yml": []byte("models: m.yaml\n"), "m.yaml": block[1]} {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		res := models.Load(dir, "")
		for _, mistake := range res.Mistakes {
			t.Error(mistake)
		}
		if len(res.Model.Entries()) == 0 {
			t.Errorf("nothing is read of\n%s", block[1])
		}
		last = block[1]
	}
	if read != 3 {
		t.Errorf("%d models are read", read)
	}
	script, err := txtar.ParseFile("../../testdata/script/beego.txtar")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(script.Files, func(f txtar.File) bool { return f.Name == "beego.yaml" })
	if i < 0 || !bytes.Equal(script.Files[i].Data, last) {
		t.Error("testdata/script/beego.txtar has another model of beego")
	}
}
