package driver

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/respvet/respvet/analyzer/observe"
	"golang.org/x/net/html"
)

// The page is held to what a keyboard, a screen reader and eyes need, as far as this can be
// read from it without a browser: names, labels, references, headings, contrast.
// RESPVET_PAGES names a directory that the pages are written to, for a browser.
func TestPage(t *testing.T) {
	pages := map[string]func(io.Writer) error{
		"routes.html":  func(w io.Writer) error { return writeRoutesHTML(w, largeService(30, false)) },
		"observe.html": func(w io.Writer) error { return writePage(w, largeService(30, true), sampleReport()) },
		"none.html":    func(w io.Writer) error { return writeRoutesHTML(w, &service{Name: "none"}) },
		"5000.html":    func(w io.Writer) error { return writeRoutesHTML(w, largeService(5000, false)) },
	}
	for name, write := range pages {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := write(&out); err != nil {
				t.Fatal(err)
			}
			if dir := os.Getenv("RESPVET_PAGES"); dir != "" {
				if err := os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			root, err := html.Parse(&out)
			if err != nil {
				t.Fatal(err)
			}
			(&pageCheck{T: t, ids: make(map[string]int)}).page(root)
		})
	}
}

// The checks fail where they should.
func TestPageChecks(t *testing.T) {
	for _, bad := range []string{
		`<input type="search" id="x">`,
		`<p id="a"></p><p id="a"></p>`,
		`<a href="#nowhere">there</a>`,
		`<a href="https://example.com">there</a>`,
		`<a href="#x" id="x"></a>`,
		`<ol aria-labelledby="nowhere"></ol>`,
		`<h3>deeper</h3>`,
		`<h1>again</h1>`,
		`<table aria-label="t"><tr><th>head</th></tr><tr><td>x</td></tr></table>`,
		`<table aria-label="t"><tr><td>x</td></tr></table>`,
		`<table aria-label="t"><tr><th scope="col">a</th></tr><tr><td>x</td><td>y</td></tr></table>`,
		`<table><tr><th scope="col">a</th></tr><tr><td>x</td></tr></table>`,
		`<fieldset></fieldset>`,
		`<details><summary></summary></details>`,
		`<img src="x">`,
		`<p onclick="f()">x</p>`,
		`<div tabindex="3">x</div>`,
	} {
		root, err := html.Parse(strings.NewReader(`<!doctype html><html lang="en"><head><title>t</title></head><body><main><h1>t</h1>` + bad + `</main></body></html>`))
		if err != nil {
			t.Fatal(err)
		}
		c := &pageCheck{ids: make(map[string]int)}
		if c.page(root); c.mistakes == 0 {
			t.Errorf("nothing is wrong with %s", bad)
		}
	}
}

// largeService has routes of all kinds that the page tells apart.
func largeService(n int, observed bool) *service {
	s := &service{Name: "shop"}
	methods := []string{"GET", "POST", "PUT", "PATCH", "DELETE", ""}
	seen, never := 3, 0
	for i := range n {
		r := routeAnswer{Method: methods[i%len(methods)], Path: fmt.Sprintf("/v1/things%d/{id}/parts", i/2), Whole: i%7 != 0, Handler: fmt.Sprintf("(*api.Server).handler%d", i),
			Registered: fmt.Sprintf("api/routes.go:%d", i+1), Declared: fmt.Sprintf("api/handlers.go:%d", 10*i+1)}
		for j, status := range []int{200, 302, 404, 500} {
			if (i+j)%5 == 0 {
				continue
			}
			a := answerPlace{Status: status, API: "reply.JSON", Place: fmt.Sprintf("api/handlers.go:%d", 10*i+j), Documented: []string{"yes", "no", "unknown"}[(i+j)%3]}
			if observed {
				a.seen = []*int{&seen, &never}[j%2]
			}
			r.Answers = append(r.Answers, a)
		}
		if i%4 == 0 {
			r.Operation, r.Statuses, r.Unsent = "getThing in api/openapi.yaml:4", "200, 409", []int{409}
		}
		if i%3 == 0 {
			r.Unread = "s.check may respond and was not read"
		}
		s.Routes = append(s.Routes, r)
	}
	if n > 1 {
		s.Routes[1].Method, s.Routes[1].Path, s.Routes[1].Whole = s.Routes[0].Method, s.Routes[0].Path, s.Routes[0].Whole // twice the same
	}
	return s
}

func sampleReport() *observe.Report {
	return &observe.Report{
		Name: "shop", Go: "go1.26", Command: "go test ./...",
		Missed:   []*observe.Pair{{Handler: "(*api.Server).get", Status: 418, Count: 2, Place: "api/a.go:1", API: "http.Error", Body: "text", Why: "a helper was not read"}},
		Untested: []*observe.Gap{{Method: "GET", Path: "/x", Handler: "api.get", Status: 500}},
		Stale:    []*observe.Gap{{Method: "GET", Path: "/x", Handler: "api.get", Status: 409, Operation: "get in api.yaml:3"}},
		Again:    []*observe.Mistake{{Kind: "status", First: 200, Status: 500, Place: "api/a.go:9", Func: "api.get", Count: 1}},
		Requests: []*observe.Exchange{{Place: "client/c.go:7", Func: "client.Get", Methods: []string{"GET"}, Count: 3, Statuses: []observe.Came{{Status: 503, Count: 2}}, Attempts: 2, Waits: []int64{100}}},
	}
}

// A pageCheck walks a page. Without a test it counts.
type pageCheck struct {
	*testing.T
	ids      map[string]int
	refs     []string // ids that something refers to
	level    int      // of the last heading
	mistakes int
}

func (c *pageCheck) wrong(n *html.Node, format string, args ...any) {
	c.mistakes++
	if c.T != nil {
		c.Errorf("<%s %v>: %s", n.Data, n.Attr, fmt.Sprintf(format, args...))
	}
}

func (c *pageCheck) page(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			c.element(n)
		}
	}
	for _, id := range c.refs {
		if c.ids[id] == 0 {
			c.wrong(root, "nothing has the id %q that is referred to", id)
		}
	}
	for id, times := range c.ids {
		if times > 1 {
			c.wrong(root, "%d elements have the id %q", times, id)
		}
	}
}

func (c *pageCheck) element(n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			c.ids[a.Val]++
		case a.Key == "aria-labelledby", a.Key == "aria-controls", a.Key == "for":
			c.refs = append(c.refs, strings.Fields(a.Val)...)
		case a.Key == "href":
			id, inside := strings.CutPrefix(a.Val, "#")
			if !inside {
				c.wrong(n, "leads out of the page")
			}
			if decoded, err := url.PathUnescape(id); err == nil {
				id = decoded
			}
			c.refs = append(c.refs, id)
		case a.Key == "src", strings.HasPrefix(a.Key, "on"):
			c.wrong(n, "has %s, which the page's own policy forbids", a.Key)
		case a.Key == "tabindex" && a.Val != "0":
			c.wrong(n, "changes the order of the keyboard")
		}
	}
	switch n.Data {
	case "html":
		if attr(n, "lang") == "" {
			c.wrong(n, "has no language")
		}
	case "title", "a", "button", "summary", "label", "input", "fieldset", "table", "section":
		if nameOf(n) == "" {
			c.wrong(n, "has no name")
		}
	case "h1", "h2", "h3", "h4":
		level := int(n.Data[1] - '0')
		if level > c.level+1 || level == 1 && c.level > 0 {
			c.wrong(n, "follows a heading of level %d", c.level)
		}
		c.level = level
	}
	if n.Data == "table" {
		c.table(n)
	}
}

// table wants a row of headings, and rows as long as that.
func (c *pageCheck) table(n *html.Node) {
	width := 0
	for row := range n.Descendants() {
		if row.Type != html.ElementNode || row.Data != "tr" {
			continue
		}
		cells := 0
		for cell := range row.ChildNodes() {
			if cell.Type != html.ElementNode {
				continue
			}
			cells++
			if (cell.Data == "th") != (width == 0) || cell.Data == "th" && attr(cell, "scope") != "col" {
				c.wrong(cell, "the first row alone has headings, each of a column")
			}
		}
		if width == 0 {
			width = cells
		}
		if cells != width {
			c.wrong(row, "has %d cells below %d headings", cells, width)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// nameOf is what a screen reader calls an element.
func nameOf(n *html.Node) string {
	if name := attr(n, "aria-label") + attr(n, "aria-labelledby"); name != "" {
		return name
	}
	if n.Data == "input" {
		for p := n.Parent; p != nil; p = p.Parent {
			if p.Data == "label" {
				return nameOf(p)
			}
		}
		return ""
	}
	if n.Data == "table" || n.Data == "section" || n.Data == "fieldset" {
		return "" // what is in them is no name
	}
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

// Texts have a contrast of 4.5 against what is behind them, and what tells controls and
// states apart has 3: WCAG 2.2, 1.4.3 and 1.4.11, on screens light and dark, and on paper.
func TestPageContrast(t *testing.T) {
	blocks := regexp.MustCompile(`:root \{([^}]*)\}`).FindAllStringSubmatch(routesPage, -1)
	if len(blocks) != 3 {
		t.Fatalf("%d palettes, want those of light, dark and print", len(blocks))
	}
	light := palette(blocks[0][1], nil)
	for scheme, p := range map[string]map[string]colour{"light": light, "dark": palette(blocks[1][1], light), "print": palette(blocks[2][1], light)} {
		check := func(what, front, back string, least float64) {
			t.Helper()
			a, b := p[front], p[back]
			if a == nil || b == nil {
				t.Errorf("%s: %s: no colour %s or %s", scheme, what, front, back)
			} else if got := contrast(a, b); got < least {
				t.Errorf("%s: %s: contrast of %s against %s is %.2f, want %.1f", scheme, what, front, back, got, least)
			}
		}
		// Every colour that a text has, on every surface that it may be on.
		texts := regexp.MustCompile(`(?:[^-\w](?:color|--ink)): var\(--([\w-]+)\)`).FindAllStringSubmatch(routesPage, -1)
		var names []string
		for _, m := range texts {
			if m[1] != "ink" && m[1] != "on-alarm" && !slices.Contains(names, m[1]) {
				names = append(names, m[1])
			}
		}
		if len(names) < 10 {
			t.Errorf("the colours of texts are %v, which are too few", names)
		}
		for _, name := range names {
			for _, surface := range []string{"page", "card", "hover"} {
				check("text", name, surface, 4.5)
			}
		}
		check("text", "on-alarm", "alarm", 4.5)
		// Chips: their ink on a part of it, and a border of a part of it.
		yes, border := mixOf(t, `\.chip\.yes \{ background`), mixOf(t, `\.chip\.unknown \{ border-color`)
		for _, ink := range []string{"ok", "moved", "client", "server", "other"} {
			p["tinted"] = mix(p[ink], p["card"], yes)
			check("chip", ink, "tinted", 4.5)
			p["border"] = mix(p[ink], p["card"], border)
			check("border of a chip", "border", "card", 3)
		}
		for _, surface := range []string{"page", "card", "hover"} {
			check("focus and selection", "accent", surface, 3)
		}
		check("border of the search", "soft", "page", 3)
	}
	// Chromium took 42 seconds to filter 5,000 items, and takes 0.06 for as many blocks.
	if !strings.Contains(routesPage, "#routes > li { display: block; content-visibility: auto;") {
		t.Error("routes are items of a list, which are slow to hide")
	}
	if !regexp.MustCompile(`input\[type=search\] \{[^}]*border: 1px solid var\(--soft\)`).MatchString(routesPage) {
		t.Error("the search has another border")
	}
}

// A colour has red, green and blue, from 0 to 1.
type colour []float64

func palette(block string, base map[string]colour) map[string]colour {
	p := make(map[string]colour)
	for name, c := range base {
		p[name] = c
	}
	for _, m := range regexp.MustCompile(`--([\w-]+): #([0-9a-f]{6}|[0-9a-f]{3});`).FindAllStringSubmatch(block, -1) {
		digits := m[2]
		if len(digits) == 3 {
			digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
		}
		n, _ := strconv.ParseUint(digits, 16, 32)
		p[m[1]] = colour{float64(n>>16) / 255, float64(n>>8&255) / 255, float64(n&255) / 255}
	}
	return p
}

// mixOf returns how much of the ink color-mix takes in a declaration.
func mixOf(t *testing.T, declaration string) float64 {
	m := regexp.MustCompile(declaration + `: color-mix\(in srgb, var\(--ink\) (\d+)%, var\(--card\)\)`).FindStringSubmatch(routesPage)
	if m == nil {
		t.Fatalf("no %s", declaration)
	}
	percent, _ := strconv.ParseFloat(m[1], 64)
	return percent / 100
}

func mix(a, b colour, part float64) colour {
	out := make(colour, len(a))
	for i := range a {
		out[i] = a[i]*part + b[i]*(1-part)
	}
	return out
}

// contrast is that of WCAG 2.2.
func contrast(a, b colour) float64 {
	luminance := func(c colour) float64 {
		linear := func(v float64) float64 {
			if v <= 0.04045 {
				return v / 12.92
			}
			return math.Pow((v+0.055)/1.055, 2.4)
		}
		return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
	}
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}
