package reproduce

import "testing"

func TestText(t *testing.T) {
	v := &vocabulary{map[string]bool{"correlation": true}, make(map[string]int)}
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"GET /orders/{order}", "GET /wa/{wb}"},
		{"order %s of %+v: %w", "wb %s of %+v: %w"},
		{`{"error":"%[1]q","tenant":17}`, `{"error":"%[1]q","wc":11}`},
		{"X-Order-Id", "X-Wb-Id"},
		{"application/json; charset=utf-8", "application/json; charset=utf-8"},
		{"correlationÜber", "wd"},
		{"CORRELATION 100%", "CORRELATION 111%"},
		{"https://orders.internal:8443/x", "https://wa.we:1111/x"},
		{"2006-01-02T15:04", "2006-01-02T15:04"},
	} {
		if got := v.text(test.text); got != test.want {
			t.Errorf("%q is %q, want %q", test.text, got, test.want)
		}
	}
}

func TestTag(t *testing.T) {
	v := &vocabulary{nil, make(map[string]int)}
	for _, test := range []struct{ tag, want string }{
		{"`json:\"order_id,omitempty\" gorm:\"column:secret\"`", "`json:\"wa_id,omitempty\"`"},
		{"`gorm:\"column:secret\"`", ""},
		{"`json:\"-\"`", "`json:\"-\"`"},
		{"`json:\",omitempty\" form:\"order\"`", "`json:\",omitempty\" form:\"wa\"`"},
		{`"json:\"errors\""`, "`json:\"errors\"`"},
	} {
		if got := v.tag(test.tag); got != test.want {
			t.Errorf("%s is %s, want %s", test.tag, got, test.want)
		}
	}
}

// A word is letters alone, so that numbers of words are.
func TestLetters(t *testing.T) {
	for n, want := range map[int]string{1: "a", 26: "z", 27: "aa", 52: "az", 702: "zz", 703: "aaa"} {
		if got := letters(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
