package http

import (
	"slices"
	"testing"
)

func TestCommonStatus(t *testing.T) {
	sorted := slices.IsSortedFunc(common, func(a, b Common) int { return a.From - b.From })
	if !sorted {
		t.Error("the table is not sorted")
	}
	for i, c := range common {
		if c.From > c.To || i > 0 && c.From <= common[i-1].To || c.Program == "" || c.Meaning == "" {
			t.Errorf("row %d is not well-formed: %+v", i, c)
		}
		for code := c.From; code <= c.To; code++ {
			if StatusText(code) != "" {
				t.Errorf("%d is registered as %q", code, StatusText(code))
			}
		}
	}
	for code, want := range map[int]bool{498: false, 499: true, 519: false, 520: true, 530: true, 531: false, 418: false, 404: false} {
		if _, ok := CommonStatus(code); ok != want {
			t.Errorf("CommonStatus(%d) = %v, want %v", code, ok, want)
		}
	}
}
