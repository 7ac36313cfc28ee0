package e2e

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/respvet/respvet/analyzer/internal/gotool"
)

func TestNewest(t *testing.T) {
	releases := func(yield func(*gotool.Module, error) bool) {
		for _, v := range []string{"v1.10.0", "v1.9.3", "v1.8.1"} {
			if !yield(&gotool.Module{Path: "example.com/tool", Version: v}, nil) {
				return
			}
		}
	}
	for _, test := range []struct {
		known  string
		broken []string
		want   string   // the version that is made, "" for an error
		tried  []string // until then
	}{
		{"v1.9", nil, "v1.10.0", []string{"v1.10.0"}},
		{"v1.9", []string{"v1.10.0"}, "v1.9.3", []string{"v1.10.0", "v1.9.3"}},
		{"v1.9", []string{"v1.10.0", "v1.9.3"}, "", []string{"v1.10.0", "v1.9.3"}},
		{"v1.10", []string{"v1.10.0"}, "", []string{"v1.10.0"}},
		{"v1.7", []string{"v1.10.0", "v1.9.3", "v1.8.1"}, "", []string{"v1.10.0", "v1.9.3", "v1.8.1"}},
	} {
		var tried, logged []string
		made := ""
		err := newest(releases, test.known, func(format string, args ...any) { logged = append(logged, fmt.Sprintf(format, args...)) },
			func(m *gotool.Module) error {
				tried = append(tried, m.Version)
				if slices.Contains(test.broken, m.Version) {
					return errors.New("broken")
				}
				made = m.Version
				return nil
			})
		if made != test.want || (err == nil) != (test.want != "") || !slices.Equal(tried, test.tried) {
			t.Errorf("known %s, broken %v: made %q, tried %v, %v", test.known, test.broken, made, tried, err)
		}
		if made != "" && len(logged) != len(tried) {
			t.Errorf("logged %q of %v", logged, tried)
		}
	}
}
