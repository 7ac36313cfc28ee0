package near

import "testing"

func TestWord(t *testing.T) {
	keys := []string{"contract", "role", "errors", "enable", "disable", "severity", "public-errors", "responders", "openapi", "models", "baseline", "overrides"}
	rules := []string{"rawerror", "statuscode", "errleak", "errleak/parse", "errleak/panic", "missingreturn", "noretry", "badretry"}
	for _, test := range []struct {
		word  string
		names []string
		want  string
	}{
		{"contarct", keys, "contract"},
		{"Contract", keys, "contract"},
		{"public_errors", keys, "public-errors"},
		{"rol", keys, "role"},
		{"role", keys, "role"},
		{"override", keys, "overrides"},
		{"base-line", keys, "baseline"},
		{"zebra", keys, ""},
		{"", keys, ""},
		{"x", keys, ""},
		{"x", []string{"y"}, ""},
		{"e", keys, ""},
		{"err", keys, "errors"},
		{"en", []string{"enable", "ends"}, ""}, // either
		{"errleek", rules, "errleak"},
		{"errleak/parser", rules, "errleak/parse"},
		{"parse", rules, "errleak/parse"},
		{"retry", rules, ""},
		{"warn", []string{"error", "warning", "info"}, "warning"},
		{"fatal", []string{"error", "warning", "info"}, ""},
		{"wp", []string{"default", "wpp"}, "wpp"},
		{"rotues", []string{"routes", "rules"}, "routes"},
		{"gett", []string{"get", "put"}, "get"},
	} {
		if got := Word(test.word, test.names); got != test.want {
			t.Errorf("Word(%q) = %q, want %q", test.word, got, test.want)
		}
	}
	if got := Hint("role", keys); got != "" {
		t.Errorf("a word that is a name: %q", got)
	}
	if got, want := Hint("rol", keys), ` (did you mean "role"?)`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"a", "", 1}, {"", "ab", 2}, {"post", "pots", 1}, {"kitten", "sitting", 3}, {"abcd", "acbd", 1}, {"ca", "abc", 3},
	} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
