package driver

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/category"
	"github.com/respvet/respvet/passes/contract"
	"github.com/respvet/respvet/passes/survey"
)

const (
	// fewest is how many places have to do the same before a proposal is made of it: fewer
	// show no custom.
	fewest = 3
	// mostOf of partsOf errors have to have a shape that is proposed as the contract's.
	mostOf, partsOf = 3, 5
	// strangers is the share of responses, one in so many, that may have an error's status
	// which a built-in contract does not have: mistakes, perhaps. Of successes there may be
	// fewer than fewest: whose contract lacks the 201 that is sent everywhere, it is not his.
	strangers = 4
	// helperShare is the share of errors, one in so many, that a function has to send to be
	// proposed as a responder.
	helperShare = 10
	// maxNamed is how many types or functions a line proposes.
	maxNamed = 5
)

// partNames are what the directory of a service is called within a project.
var partNames = []string{"api", "app", "backend", "go", "server", "service", "src"}

// A proposal makes a configuration of what was seen.
type proposal struct {
	seen  *survey.Unit
	docs  []contract.FoundDocument
	dir   string            // of the configuration
	now   string            // the contract in force, "none" if none is chosen
	files map[string]string // those beside the configuration
	under string            // the contract whose findings are likely those that there will be
	off   map[string]bool   // what of them is turned off
}

// lines returns what to write below the keys of a configuration.
func (p *proposal) lines() map[string]string {
	p.files = make(map[string]string)
	lines := map[string]string{"contract": p.contract(), "responders": p.responders(), "public-errors": p.public()}
	if text := p.openapi(); text != "" {
		lines["openapi"] = text
	}
	if text := p.disable(); text != "" {
		lines["disable"] = text
	}
	n := p.findings(p.under)
	for name := range p.off {
		n -= p.seen.Findings[p.under][name]
	}
	if n > 0 {
		lines["baseline"] = fmt.Sprintf("# There %s now. To see only new ones, uncomment the next line and run\n# `respvet -write-baseline ./...`.\n#baseline: .respvet.baseline", are(n, "about ", "finding"))
	}
	return lines
}

func (p *proposal) findings(name string) int { return survey.Total(p.seen.Findings[name]) }

// contract proposes a built-in contract, one of the project's own, or none.
func (p *proposal) contract() string {
	var b strings.Builder
	e := p.seen.Errors
	if e.All() == 0 {
		return "# None is proposed: no error response with a known body was found.\n#contract: wpp"
	}
	fmt.Fprintf(&b, "#\n# There %s with a known body: %d JSON, %d text, %d empty.\n# Under each built-in contract:\n#\n", are(e.All(), "", "error response"), e.JSON, e.Text, e.Empty)
	b.WriteString(p.table())
	b.WriteString("#\n")
	best := p.best()
	own := p.envelope()
	switch {
	case best != "":
		p.under = best
		fmt.Fprintf(&b, "# %s the shape of %s, and the statuses are its own.\ncontract: %s", p.ofBodies(p.seen.Fits[best]), best, best)
	case own != nil:
		p.under = "default" // chosen, it turns on what a contract of the project's own does
		p.files[ownContract] = p.ownContract(own)
		fmt.Fprintf(&b, "# None of them fits. %s a shape of the project's own, which\n# %s describes. Choosing a contract turns on more rules.\ncontract: %[2]s", p.ofBodies(p.having(own)), ownContract)
	case e.Text > e.JSON:
		b.WriteString("# None is proposed: more errors are text than JSON, and the built-in contracts require\n# JSON.\n#contract: wpp")
	default:
		fmt.Fprintf(&b, "# None is proposed: no shape, built-in or of the project's own, fits %d in %d of the\n# JSON bodies, and at least %d.\n#contract: wpp", mostOf, partsOf, fewest)
	}
	return b.String()
}

// table shows the contracts, those first whose shape more of the bodies have.
func (p *proposal) table() string {
	names := slices.DeleteFunc(contract.Names(), func(name string) bool { return name == "default" })
	slices.SortStableFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(p.seen.Fits[b], p.seen.Fits[a]), cmp.Compare(p.findings(a), p.findings(b)))
	})
	rows := [][]string{{"contract", "findings", "bodies that fit", "statuses that it lacks"}, {p.now, fmt.Sprint(p.findings("")), "", ""}}
	for _, name := range names {
		rows = append(rows, []string{name, fmt.Sprint(p.findings(name)), fmt.Sprint(p.seen.Fits[name]), p.foreign(name)})
	}
	var b strings.Builder
	_ = writeTable(&b, "#   ", rows) // to memory
	return b.String()
}

// foreign lists the statuses that are sent and that a contract does not have, the most
// frequent first.
func (p *proposal) foreign(name string) string {
	counts := p.seen.Foreign[name]
	codes := slices.SortedFunc(maps.Keys(counts), func(a, b int) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	var list []string
	for i, code := range codes {
		if i == maxNamed {
			list = append(list, "…")
			break
		}
		list = append(list, fmt.Sprintf("%d (%d)", code, counts[code]))
	}
	return strings.Join(list, ", ")
}

// best returns the built-in contract that fits what is done, "" if none does.
func (p *proposal) best() (name string) {
	for _, n := range contract.Names() {
		fits := p.seen.Fits[n]
		if n == "default" || fits < fewest || !p.most(fits) || !p.statusesOf(n) {
			continue
		}
		if name == "" || cmp.Or(cmp.Compare(fits, p.seen.Fits[name]), cmp.Compare(p.findings(name), p.findings(n))) > 0 {
			name = n
		}
	}
	return name
}

// statusesOf reports whether the statuses that are sent are a contract's, but for some.
func (p *proposal) statusesOf(name string) bool {
	successes, errs := 0, 0
	for code, n := range p.seen.Foreign[name] {
		if code < 400 {
			successes += n
		} else {
			errs += n
		}
	}
	return successes < fewest && errs*strangers <= survey.Total(p.seen.Statuses)
}

// most reports whether so many bodies are most of those that are JSON, and these no fewer
// than those that are text.
func (p *proposal) most(n int) bool {
	return n*partsOf >= p.seen.Errors.JSON*mostOf && p.seen.Errors.JSON >= p.seen.Errors.Text
}

// openapi proposes the documents that were found.
func (p *proposal) openapi() string {
	var b strings.Builder
	var good []string
	for _, d := range p.docs {
		switch {
		case d.Mistake != nil:
			fmt.Fprintf(&b, "# %s cannot be used: %v\n", d.File, d.Mistake)
		case d.Usual:
			good = append(good, d.File)
			fmt.Fprintf(&b, "# %s has %s. It is also found without this line.\n", d.File, count(d.Operations, "operation"))
		case slices.ContainsFunc(p.docs, func(o contract.FoundDocument) bool { return p.sameIn(d, o) }):
			// one document, which a tool writes in two formats
		default:
			good = append(good, d.File)
			fmt.Fprintf(&b, "# %s has %s.\n", d.File, count(d.Operations, "operation"))
		}
	}
	switch {
	case len(p.docs) == 0:
		return ""
	case len(good) == 0:
		b.WriteString("#openapi: api/openapi.yaml")
	case len(good) > maxNamed: // the tree of somebody who makes documents
		fmt.Fprintf(&b, "# It is not known which of these %d describe this service.\n#openapi: %s", len(good), scalar(good[0]))
	case len(good) == 1:
		b.WriteString("openapi: " + scalar(good[0]))
	default:
		b.WriteString("openapi:" + items("", good))
	}
	return b.String()
}

// sameIn reports whether a document in JSON stands beside the same one in YAML.
func (p *proposal) sameIn(d, o contract.FoundDocument) bool {
	name, ok := strings.CutSuffix(d.File, ".json")
	return ok && o.Mistake == nil && o.Operations == d.Operations && (o.File == name+".yaml" || o.File == name+".yml")
}

// responders proposes the functions that most errors are sent through.
func (p *proposal) responders() string {
	var good []string
	var b strings.Builder
	for _, r := range p.seen.Responders {
		switch {
		case r.Calls < fewest || r.Calls*helperShare < p.seen.Errors.All():
		case r.Usable && len(good) < maxNamed: // a fix could call it
			good = append(good, r.Func)
			fmt.Fprintf(&b, "# %s\n#   sends %s.\n", r.Func, count(r.Calls, "error"))
		}
	}
	if len(good) == 0 {
		return "#responders: [example.com/shop/reply.Error]"
	}
	return b.String() + "responders:" + items("", good)
}

// public names the types of errors whose text goes to clients. Whether it is meant for
// them nobody but the project knows.
func (p *proposal) public() string {
	types := slices.DeleteFunc(slices.Sorted(maps.Keys(p.seen.Public)), func(name string) bool {
		first, _, _ := strings.Cut(name, "/")
		return !strings.Contains(first, ".") || !strings.Contains(name, "/") // the standard library's
	})
	if len(types) == 0 {
		return "#public-errors: [example.com/shop/apierr.Error]"
	}
	slices.SortStableFunc(types, func(a, b string) int { return cmp.Compare(p.seen.Public[b], p.seen.Public[a]) })
	var b strings.Builder
	b.WriteString("# The text of these errors is sent to clients with a 4xx. Uncomment those whose text is\n# meant for clients; errleak no longer reports them.\n")
	b.WriteString("#public-errors:")
	for _, name := range types[:min(len(types), maxNamed)] {
		fmt.Fprintf(&b, "\n#  - %s # %s", scalar(name), count(p.seen.Public[name], "place"))
	}
	return b.String()
}

// disable names what a chosen contract turns on beside its bodies and statuses. A guideline
// that is chosen by name speaks of it; a contract that was read off the code does not.
func (p *proposal) disable() string {
	if p.under == "" {
		return ""
	}
	p.off = make(map[string]bool)
	counts, before := p.seen.Findings[p.under], p.seen.Findings[""]
	var names, said []string
	for _, c := range category.Table {
		name := c.String()
		if c.Contract == category.Off || counts[name] == 0 || before[name] > 0 ||
			slices.Contains([]string{"rawerror", "statuscode", "envelope", "contenttype"}, c.Rule) {
			continue
		}
		names = append(names, name)
		said = append(said, fmt.Sprintf("#   %s: %s", name, count(counts[name], "finding")))
	}
	if len(names) == 0 {
		return ""
	}
	line := "disable: [" + strings.Join(names, ", ") + "]"
	if p.files[ownContract] == "" {
		return "# Only a chosen contract turns these on:\n" + strings.Join(said, "\n") + "\n#" + line
	}
	for _, name := range names {
		p.off[name] = true
	}
	return "# Only a chosen contract turns these on, and this one is about bodies. Remove those\n# that you want to see:\n" + strings.Join(said, "\n") + "\n" + line
}

// items writes a list in YAML.
func items(indent string, list []string) string {
	var b strings.Builder
	for _, item := range list {
		b.WriteString("\n" + indent + "  - " + scalar(item))
	}
	return b.String()
}

// scalar writes a text in YAML, with quotation marks where it could be read as something
// else.
func scalar(s string) string {
	plain := s != "" && !strings.ContainsAny(s, "\"'`:#{}[],&!|>%@\\ \t\n") && !strings.ContainsAny(s[:1], "*?-~.0123456789=<")
	if plain || strings.HasPrefix(s, ".respvet") {
		switch strings.ToLower(s) {
		case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		default:
			return s
		}
	}
	return fmt.Sprintf("%q", s)
}

// envelope returns the shape that most JSON bodies of errors have, nil if there is none.
func (p *proposal) envelope() *survey.Envelope {
	for _, e := range p.seen.Envelopes {
		always := slices.ContainsFunc(e.Body.Members, func(m *survey.Member) bool { return m.Always })
		if n := p.having(e); always && n >= fewest && p.most(n) {
			return e
		}
	}
	return nil
}

// having returns how many of the JSON bodies have all that is always in those of an
// envelope.
func (p *proposal) having(e *survey.Envelope) (n int) {
	for _, o := range p.seen.Envelopes {
		if o == e || o.Body.Has(e.Body) {
			n += o.Count
		}
	}
	return n
}

// ownContract writes a contract whose error body is an envelope.
func (p *proposal) ownContract(e *survey.Envelope) string {
	var b strings.Builder
	b.WriteString("# yaml-language-server: $schema=https://raw.githubusercontent.com/respvet/respvet/main/passes/contract/schema/contract.schema.json\n#\n")
	b.WriteString("# The contract that the errors of this project follow now. Everything else is as in the\n# built-in contract default; docs/contracts.md has every key.\n")
	fmt.Fprintf(&b, "name: %s\n", scalar(contractName(p.dir)))
	b.WriteString("errors:\n  for: [4XX, 5XX]\n")
	switch {
	case p.seen.Left > 0: // who sends them, the package that leaves them does not know
		fmt.Fprintf(&b, "  # %s left to a middleware, which sends the body.\n  body: optional\n", leftTo(p.seen.Left))
	case p.seen.Errors.Empty == 0:
		fmt.Fprintf(&b, "  # Every error that was found has a body.\n  body: required\n")
	default:
		fmt.Fprintf(&b, "  # %s.\n  body: optional\n", haveNone(p.seen.Errors.Empty))
	}
	if e.Type != "" {
		file, line, _ := parsePosition(e.Place, p.dir)
		fmt.Fprintf(&b, "  # %s, at %s:%d, is the body of %d of %s.\n  # %s the members that are required here.\n", e.Type, fileName(file), line, e.Count, jsonBodies(p.seen.Errors.JSON), p.ofBodies(p.having(e)))
	} else {
		fmt.Fprintf(&b, "  # %s the members that are required here.\n", p.ofBodies(p.having(e)))
	}
	b.WriteString("  schema:\n")
	messaged := false
	writeSchema(&b, "    ", e.Body, &messaged)
	return b.String()
}

func jsonBodies(n int) string {
	if n == 1 {
		return "1 JSON body"
	}
	return fmt.Sprintf("%d JSON bodies", n)
}

// ofBodies begins a sentence about n of the JSON bodies: "3 of 4 JSON bodies have".
func (p *proposal) ofBodies(n int) string {
	verb := "have"
	if n == 1 {
		verb = "has"
	}
	return fmt.Sprintf("%d of %s %s", n, jsonBodies(p.seen.Errors.JSON), verb)
}

// are follows "There": "is 1 finding", "are about 2 findings", where about is "about ".
func are(n int, about, noun string) string {
	if n == 1 {
		return "is " + count(n, noun)
	}
	return "are " + about + count(n, noun)
}

func leftTo(n int) string {
	if n == 1 {
		return "1 error is"
	}
	return fmt.Sprintf("%d errors are", n)
}

func haveNone(n int) string {
	if n == 1 {
		return "1 error has none"
	}
	return fmt.Sprintf("%d errors have none", n)
}

// contractName is how messages call the contract of a project: by its directory, or by the
// one above where a directory is called by what it is of the project.
func contractName(dir string) string {
	for part := filepath.Base(dir); slices.Contains(partNames, part) && filepath.Dir(dir) != dir; part = filepath.Base(dir) {
		dir = filepath.Dir(dir)
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, filepath.Base(dir))
	if strings.Trim(name, "-") == "" || slices.Contains(contract.Names(), name) {
		return "own-" + strings.Trim(name, "-")
	}
	return name
}

// writeSchema writes a value as a schema. The first string that is always there, and whose
// name says so, is the one for people.
func writeSchema(b *strings.Builder, indent string, v *survey.Value, messaged *bool) {
	if v.Kind != "" && v.Kind != "null" {
		fmt.Fprintf(b, "%stype: %s\n", indent, typeOf(v))
	}
	if v.Items != nil && v.Kind == "array" && v.Items.Kind != "" {
		fmt.Fprintf(b, "%sitems:\n", indent)
		writeSchema(b, indent+"  ", v.Items, messaged)
	}
	if v.Kind != "object" || len(v.Members) == 0 {
		return
	}
	var required []string
	for _, m := range v.Members {
		if m.Always {
			required = append(required, scalar(m.Name))
		}
	}
	if len(required) > 0 {
		fmt.Fprintf(b, "%srequired: [%s]\n", indent, strings.Join(required, ", "))
	}
	message := messageMember(v)
	fmt.Fprintf(b, "%sproperties:\n", indent)
	for _, m := range v.Members {
		switch kind := m.Value.Kind; {
		case kind == "object" && len(m.Value.Members) > 0, kind == "array" && m.Value.Items != nil && m.Value.Items.Kind != "":
			fmt.Fprintf(b, "%s  %s:\n", indent, scalar(m.Name))
			writeSchema(b, indent+"    ", m.Value, messaged)
		case kind == "" || kind == "null":
			fmt.Fprintf(b, "%s  %s: {}\n", indent, scalar(m.Name))
		case m.Name == message && !*messaged:
			*messaged = true
			fmt.Fprintf(b, "%s  %s: {type: %s, x-holds: message}\n", indent, scalar(m.Name), typeOf(m.Value))
		case kind == "integer" && !m.Value.NotStatus && (m.Value.IsStatus || strings.Contains(strings.ToLower(m.Name), "status")):
			fmt.Fprintf(b, "%s  %s: {type: %s, x-holds: status}\n", indent, scalar(m.Name), typeOf(m.Value))
		default:
			fmt.Fprintf(b, "%s  %s: {type: %s}\n", indent, scalar(m.Name), typeOf(m.Value))
		}
	}
}

// typeOf returns the type of a value, or the two that it may be.
func typeOf(v *survey.Value) string {
	if v.Null {
		return `[` + v.Kind + `, "null"]`
	}
	return v.Kind
}

// messageMember returns the string member of an object that is likely the text for people,
// which fixes fill in; "" if none is.
func messageMember(v *survey.Value) string {
	for _, word := range []string{"message", "msg", "detail", "description", "error", "reason"} {
		for _, m := range v.Members {
			if m.Value.Kind == "string" && strings.Contains(strings.ToLower(m.Name), word) {
				return m.Name
			}
		}
	}
	return ""
}
