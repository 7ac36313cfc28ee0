package analyzer_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/respvet/respvet/internal/modcache"
	"go.yaml.in/yaml/v3"
)

// documentsDir is a module with a program that holds OpenAPI documents against the
// specification, and responses against a document.
const documentsDir = "../testdata/documents"

// A served shop is run with its documents.
type served struct {
	dir, command, token string // the directory below testdata, the package that serves, the variable of the token
	// but matches paths that another server of the shop has, and those of a mistake that the
	// shop marks: a second body, a content type that comes too late.
	but   string
	least int // of statuses of operations that are seen
}

// The document of each shop is one of OpenAPI 3.1, and what the shop answers is in it: the
// status, the content type, and a body of the schema.
func TestDocuments(t *testing.T) {
	checks := filepath.Join(t.TempDir(), "documents.exe")
	build := exec.Command("go", "build", "-o", checks, ".")
	build.Dir = modcache.Fill(t, documentsDir)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	root := testdata(t)
	exe := filepath.Join(t.TempDir(), "respvet.exe")
	if out, err := exec.Command("go", "build", "-o", exe, "../cmd/respvet").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	for _, shop := range []served{
		{"shop", "./cmd/shop", "SHOP_ADMIN_TOKEN", `get /products/\{sku\}/image`, 40},
		{"shopchi", "./cmd/catalogue", "CATALOGUE_TOKEN", `^$`, 28},
		{"shopecho", "./cmd/billing", "BILLING_TOKEN", `/jobs/`, 25},
		{"shopgin", "./cmd/warehouse", "WAREHOUSE_TOKEN", `put /v1/parts/\{id\}`, 40},
	} {
		t.Run(shop.dir, func(t *testing.T) {
			dir := filepath.Join(root, shop.dir)
			file := filepath.Join(t.TempDir(), "openapi.yaml")
			if _, stderr := respvet(t, exe, "-C", dir, "routes", "-format", "openapi", "-o", file, shop.command); stderr != "" {
				t.Fatal(stderr)
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			exchanges, seen := ask(t, serve(t, dir, shop), regexp.MustCompile(shop.but), data)
			if len(seen) < shop.least {
				t.Errorf("only %d statuses of operations were seen: %v", len(seen), slices.Sorted(maps.Keys(seen)))
			}
			list := filepath.Join(t.TempDir(), "exchanges.json")
			text, err := json.Marshal(exchanges)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(list, text, 0o666); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(checks, file, list)
			cmd.Stderr = os.Stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(string(out)) {
				t.Error(strings.TrimSpace(line))
			}
			t.Logf("%d responses, %d statuses of operations", len(exchanges), len(seen))
		})
	}
}

// serve runs a shop until the test ends, and returns its address.
func serve(t *testing.T, dir string, shop served) string {
	exe := filepath.Join(t.TempDir(), "shop.exe")
	build := exec.Command("go", "build", "-o", exe, shop.command)
	build.Dir = dir
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	address := func() string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		return l.Addr().String()
	}
	addr := address()
	args := []string{"-addr", addr}
	switch shop.dir { // each serves others within, too
	case "shopchi":
		args = append(args, "-inner", address())
	case "shopgin":
		args = append(args, "-debug", address())
	case "shop":
		args = append(args, "-rate", "1000")
	}
	cmd := exec.Command(exe, args...)
	cmd.Env = append(os.Environ(), shop.token+"=secret", "CARRIER_URL=http://127.0.0.1:1")
	var log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &log, &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("%s says:\n%s", shop.dir, log.String())
		}
	})
	for range 200 {
		conn, err := net.Dial("tcp", addr)
		if err == nil {
			conn.Close()
			return "http://" + addr
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s does not listen:\n%s", shop.dir, log.String())
	return ""
}

// An exchange is as the program reads it.
type exchange struct {
	Method, URL string
	Status      int
	Header      http.Header
	Body        string
}

var inPath = regexp.MustCompile(`\{[^}]*\}`)

// ask makes requests for each operation of a document: without a token and with one, with
// parameters that are numbers and such that are none, and with bodies that are nothing, no
// JSON, empty, and of the schema. First what creates, then the rest, then what deletes.
func ask(t *testing.T, base string, but *regexp.Regexp, document []byte) (all []exchange, seen map[string]bool) {
	var doc struct {
		Paths      map[string]map[string]yaml.Node
		Components struct{ Schemas map[string]yaml.Node }
	}
	if err := yaml.Unmarshal(document, &doc); err != nil {
		t.Fatal(err)
	}
	seen = make(map[string]bool)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, methods := range [][]string{{"post"}, {"get", "put", "patch", "head"}, {"delete"}} {
		for _, path := range slices.Sorted(maps.Keys(doc.Paths)) {
			for _, method := range methods {
				op, ok := doc.Paths[path][method]
				if !ok || but.MatchString(method+" "+path) {
					continue
				}
				documented, open := statuses(&op)
				bodies := []string{""}
				if schema := requestSchema(&op); schema != nil {
					sample, err := json.Marshal(sampleOf(schema, doc.Components.Schemas, 0))
					if err != nil {
						t.Fatal(err)
					}
					bodies = []string{"{", "{}", "[]", string(sample)}
				}
				for _, value := range []string{"1", "x"} {
					for _, token := range []string{"", "wrong", "secret"} {
						for _, body := range bodies {
							url := base + inPath.ReplaceAllString(path, value)
							req, err := http.NewRequest(strings.ToUpper(method), url, strings.NewReader(body))
							if err != nil {
								t.Fatal(err)
							}
							if token != "" {
								req.Header.Set("Authorization", "Bearer "+token)
							}
							if body != "" {
								req.Header.Set("Content-Type", "application/json")
							}
							resp, err := client.Do(req)
							if err != nil {
								continue // a panic of the shop's, which closes the connection
							}
							data, err := io.ReadAll(resp.Body)
							resp.Body.Close()
							if err != nil {
								t.Fatal(err)
							}
							if !documented[fmt.Sprint(resp.StatusCode)] {
								if !open { // else the document says that there may be others
									t.Errorf("%s %s answers %d, which the document lacks: %s", req.Method, path, resp.StatusCode, data)
								}
								continue
							}
							all = append(all, exchange{req.Method, url, resp.StatusCode, resp.Header, base64.StdEncoding.EncodeToString(data)})
							seen[fmt.Sprintf("%s %s %d", req.Method, path, resp.StatusCode)] = true
						}
					}
				}
			}
		}
	}
	return all, seen
}

// statuses returns those of an operation; open says that there may be others.
func statuses(op *yaml.Node) (known map[string]bool, open bool) {
	known = make(map[string]bool)
	for i := 0; i+1 < len(op.Content); i += 2 {
		if op.Content[i].Value == "responses" {
			open = strings.Contains(op.Content[i].HeadComment, "there may be others")
			for j := 0; j < len(op.Content[i+1].Content); j += 2 {
				known[op.Content[i+1].Content[j].Value] = true
			}
		}
	}
	return known, open
}

// at returns what is below a node, nil if there is none.
func at(n *yaml.Node, keys ...string) *yaml.Node {
	for _, key := range keys {
		if n == nil || n.Kind != yaml.MappingNode {
			return nil
		}
		var next *yaml.Node
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				next = n.Content[i+1]
			}
		}
		n = next
	}
	return n
}

func requestSchema(op *yaml.Node) *yaml.Node {
	return at(op, "requestBody", "content", "application/json", "schema")
}

// sampleOf returns a value of a schema.
func sampleOf(n *yaml.Node, schemas map[string]yaml.Node, depth int) any {
	if ref := at(n, "$ref"); ref != nil {
		schema := schemas[strings.TrimPrefix(ref.Value, "#/components/schemas/")]
		return sampleOf(&schema, schemas, depth+1)
	}
	typ := at(n, "type")
	if typ == nil || depth > 6 {
		return nil
	}
	kind := typ.Value
	if typ.Kind == yaml.SequenceNode {
		kind = typ.Content[0].Value
	}
	switch kind {
	case "object":
		out := make(map[string]any)
		if props := at(n, "properties"); props != nil {
			for i := 0; i+1 < len(props.Content); i += 2 {
				out[props.Content[i].Value] = sampleOf(props.Content[i+1], schemas, depth+1)
			}
		}
		return out
	case "array":
		return []any{sampleOf(at(n, "items"), schemas, depth+1)}
	case "string":
		if format := at(n, "format"); format != nil && format.Value == "date-time" {
			return "2026-01-02T03:04:05Z"
		}
		return "1"
	case "integer", "number":
		return 1
	case "boolean":
		return true
	}
	return nil
}
