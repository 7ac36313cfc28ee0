package driver

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/respvet/respvet/analyzer"
)

func TestCandidates(t *testing.T) {
	for words, want := range map[string][]string{
		"r":                        {"reproduce", "routes", "rules"},
		"init -":                   {"-C", "-dry-run", "-mod", "-modfile", "-n", "-tags"},
		"routes -format m":         {"markdown"},
		"routes -format=m":         {"-format=markdown"},
		"routes -format = m":       {"markdown"}, // as bash cuts it
		"-format ":                 formatNames(),
		"-format json -role ":      {"backend", "both", "gateway"},
		"routes -fi":               {},
		"-fi":                      {"-fix"},
		"--fi":                     {"--fix"},
		"./... -fi":                {"-fix"},
		"-- -fi":                   {},
		"help errl":                {"errleak"},
		"help ru":                  {"rules"},
		"-errle":                   {"-errleak"},
		"-errleak.par":             {"-errleak.parse"},
		"routes ./":                {},
		"gopls ":                   {"build"},
		"gopls build -go":          {"-gopls"},
		"completion ":              {"bash", "fish", "zsh"},
		"completion bash ":         {},
		"-o ":                      {},
		"-contract w":              {"wpp"},
		"-contract.name=w":         {"-contract.name=wpp"},
		"version -":                {"-C", "-m"},
		"config -format":           {},
		"rules -format ":           {"json", "text"},
		"-errleak=":                {"-errleak=true", "-errleak=false"},
		"./... -contract.name = w": {"wpp"},
	} {
		got := []string{}
		for _, c := range candidates(strings.Split(words, " ")) {
			got = append(got, c.word)
		}
		if !slices.Equal(got, want) {
			t.Errorf("respvet %s: %q, want %q", words, got, want)
		}
	}
	// Every subcommand and every flag that may stand first is offered, explained.
	var subs []string
	for _, c := range candidates([]string{""}) {
		if subs = append(subs, c.word); c.about == "" {
			t.Errorf("%s is not explained", c.word)
		}
	}
	for _, s := range subcommands() {
		if word, _, _ := strings.Cut(s.name, " "); !slices.Contains(subs, word) {
			t.Errorf("%s is not offered: %q", s.name, subs)
		}
	}
	all := candidates([]string{"-"})
	for _, a := range analyzer.Suite {
		if !slices.ContainsFunc(all, func(c candidate) bool { return c.word == "-"+a.Name && c.about != "" }) {
			t.Errorf("-%s is not offered and explained", a.Name)
		}
	}
}

// drivers make each shell complete for real, and print what it offers for the last of
// some words, or what the line has become.
var shellDrivers = map[string]struct {
	script string
	offers map[string]string // by the line
}{
	"bash": {
		`eval "$(respvet completion bash)"
complete -p respvet >/dev/null || exit 1
read -ra COMP_WORDS <<<"$1"; [[ $1 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_respvet
printf '%s\n' "${COMPREPLY[@]}"`,
		map[string]string{
			"respvet rou":              "routes",
			"respvet routes -format m": "markdown",
			"respvet -format = sar":    "sarif",
			"respvet routes ./":        "",
		},
	},
	"fish": {
		`respvet completion fish | source
complete -C "$argv[1]" | string replace -r '\t.*' ''; true`,
		map[string]string{
			"respvet rou":              "routes",
			"respvet routes -format m": "markdown",
			"respvet -format=sar":      "-format=sarif",
			"respvet routes ./some":    "./somewhere/",
		},
	},
	// In a terminal of its own the Tab key is pressed, and Return behind it.
	"zsh": {
		`zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1= RPS1= TERM=dumb"
zpty -w shell "unsetopt zle_bracketed_paste beep list_beep; bindkey -e; autoload -Uz compinit; compinit -u -d $PWD/dump"
zpty -w shell 'respvet() { if [[ $1 == __complete ]]; then command respvet "$@"; else print -r -- "RA""N<$*>"; fi }'
zpty -w shell 'source <(command respvet completion zsh)'
zpty -w -n shell "$1"$'\t\n'
zpty -r -m shell seen '*RAN<*>*'
print -r -- ${${seen##*RAN<}%%>*}`,
		map[string]string{
			"respvet rou":              "routes",
			"respvet routes -format m": "routes -format markdown",
			"respvet -format=sar":      "-format=sarif",
			"respvet routes ./some":    "routes ./somewhere", // zsh takes the slash back where the word ends
		},
	},
}

// TestCompletion completes in each shell that this machine has.
func TestCompletion(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "somewhere"), 0o777); err != nil {
		t.Fatal(err)
	}
	for name, d := range shellDrivers {
		for line, want := range d.offers {
			t.Run(name+"/"+line, func(t *testing.T) {
				got := complement(t, dir, name, d.script, line)
				if got != want {
					t.Errorf("offered %q, want %q", got, want)
				}
			})
		}
	}
}

// complement runs a shell's driver on a line.
func complement(t *testing.T, dir, shell, script, line string) string {
	t.Helper()
	exe, err := exec.LookPath(shell)
	if err != nil {
		t.Skipf("there is no %s", shell)
	}
	file := filepath.Join(t.TempDir(), "driver")
	if err := os.WriteFile(file, []byte(script), 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, file, line)
	cmd.Dir = dir
	cmd.WaitDelay = time.Second
	cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(respvet)+string(filepath.ListSeparator)+os.Getenv("PATH"), "HOME="+dir)
	timer := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	defer timer.Stop()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return strings.TrimRight(string(out), "\n")
}
