package contract

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/respvet/respvet/passes/internal/conf"
	"go.yaml.in/yaml/v3"
)

// Every mistake has its place, says what is wrong and what is allowed.
func TestMistakes(t *testing.T) {
	const (
		configKeys   = "contract, role, errors, enable, disable, severity, public-errors, responders, openapi, models, baseline, overrides"
		overrideKeys = "path, contract, role, errors, enable, disable, severity, public-errors, responders"
		contractKeys = "name, about, extends, role, statuses, preferred, errors, success, list, headers, header-forms, retry, meanings"
		schemaKeys   = "type, properties, required, items, minItems, const, enum, not, x-by-status, additionalProperties, propertyNames, default, description, x-holds"
		names        = "amperity, azure, default, google, jsonapi, rfc9457, wpp, zalando, or a file such as api/contract.yaml"
		patternWords = "100 to 599, 1XX to 5XX, registered, default"
		inside       = "a relative path inside the module"
		aFunction    = "an import path and a function or method, such as example.com/shop/reply.Error, example.com/shop/reply.(*W).Error"
		aType        = "an import path and a type, such as example.com/shop/apierr.Error"
		aGlob        = "a path or glob below the config's directory, such as internal/gateway/**"
		someRules    = "rawerror, statuscode, errleak, envelope, missingreturn, noresponse, lateheader, contenttype, " +
			"bodyless, nilslice, errheader, statusmeaning, noretry, badretry, uncheckedstatus"
	)
	long := strings.Repeat("x", 100)
	tests := []struct {
		name   string
		config string
		own    string // api/own.yaml, which the config names if it is empty
		want   string // lines
	}{
		{name: "unknown key", config: "role: backend\nrol: gateway\n",
			want: `.respvet.yml:2: unknown key "rol" (did you mean "role"?), allowed: ` + configKeys},
		{name: "long key", config: long + ": 1\n",
			want: `.respvet.yml:1: unknown key "` + long[:40] + `…", allowed: ` + configKeys},
		{name: "control characters", config: `"a\nb\e[1m": 1`,
			want: `.respvet.yml:1: unknown key "a b [1m", allowed: ` + configKeys},
		{name: "duplicate key", config: "role: backend\n\nrole: gateway\n",
			want: `.respvet.yml:3: duplicate key "role", first in line 1, allowed: each key once`},
		{name: "merge key", config: "<<: {role: backend}\n",
			want: `.respvet.yml:1: unknown key "<<", allowed: ` + configKeys},
		{name: "complex key", config: "[a]: b\n",
			want: `.respvet.yml:1: a key that is a list or a mapping, allowed: a word or a number`},
		{name: "no mapping", config: "- wpp\n",
			want: `.respvet.yml:1: bad config, a list, allowed: a mapping of ` + configKeys},
		{name: "no YAML", config: "role: [\n",
			want: `.respvet.yml:1: not YAML: did not find expected node content, allowed: a YAML document`},
		{name: "two documents", config: "role: backend\n---\nrole: gateway\n",
			want: `.respvet.yml:2: a second YAML document, allowed: one document a file`},
		{name: "unknown anchor", config: "role: *" + long + "\n",
			want: `.respvet.yml:1: not YAML: unknown anchor '` + long[:64] + `…, allowed: a YAML document`},

		{name: "unknown contract", config: "contract: wp\n",
			want: `.respvet.yml:1: unknown contract "wp" (did you mean "wpp"?), allowed: ` + names},
		{name: "unknown contract in a list", config: "contract:\n  - wpp\n  - WPP\n",
			want: `.respvet.yml:3: unknown contract "WPP" (did you mean "wpp"?), allowed: ` + names},
		{name: "contract of numbers", config: "contract: 1\n",
			want: `.respvet.yml:1: bad contract "1", allowed: a text`},
		{name: "missing file", config: "contract: api/none.yaml\n",
			want: `.respvet.yml:1: cannot read "api/none.yaml": no such file, allowed: a file inside the module`},
		{name: "directory", config: "contract: api/\n",
			want: `.respvet.yml:1: bad contract file "api/", allowed: a file that ends in .yaml or .yml`},
		{name: "another kind of file", config: "contract: ./.env\n",
			want: `.respvet.yml:1: bad contract file "./.env", allowed: a file that ends in .yaml or .yml`},
		{name: "a text instead of a contract", own: "hunter2\n",
			want: `api/own.yaml:1: bad contract, a text, allowed: a mapping of ` + contractKeys},
		{name: "baseline", config: "baseline: [x]\n",
			want: `.respvet.yml:1: bad baseline, a list, allowed: a text`},
		{name: "baseline outside", config: "baseline: ../known.txt\n",
			want: `.respvet.yml:1: path "../known.txt" leaves the module, allowed: ` + inside},
		{name: "absolute baseline", config: "baseline: /etc/passwd\n",
			want: `.respvet.yml:1: path "/etc/passwd" is absolute, allowed: ` + inside},
		{name: "no baseline", config: "baseline: api/own.yaml\n", own: "# comment\n\npassword: hunter2\n<<<<<<< x\n",
			want: `api/own.yaml:3: not a line of a baseline, allowed: what respvet -write-baseline writes`},
		{name: "a directory as baseline", config: "baseline: api\n",
			want: `.respvet.yml:1: cannot read "api": is a directory, allowed: a file inside the module`},
		{name: "absolute", config: "contract: /etc/passwd\n",
			want: `.respvet.yml:1: path "/etc/passwd" is absolute, allowed: ` + inside},
		{name: "outside", config: "contract: ../other/api.yaml\n",
			want: `.respvet.yml:1: path "../other/api.yaml" leaves the module, allowed: ` + inside},
		{name: "NUL", config: `contract: "api/\0.yaml"` + "\n",
			want: `.respvet.yml:1: cannot read "api/ .yaml": invalid argument, allowed: a file inside the module`},

		{name: "role", config: "role: server\n",
			want: `.respvet.yml:1: bad role "server", allowed: backend, gateway, both`},
		{name: "role as a list", config: "role: [backend]\n",
			want: `.respvet.yml:1: bad role, a list, allowed: backend, gateway, both`},
		{name: "errors", config: "errors: any\n",
			want: `.respvet.yml:1: bad errors "any", allowed: canonical, either`},
		{name: "missing OpenAPI", config: "openapi: [api/own.yaml, api/openapi.yaml]\n", own: "openapi: 3.0.3",
			want: `.respvet.yml:1: cannot read "api/openapi.yaml": no such file, allowed: a file inside the module`},
		{name: "OpenAPI outside", config: "openapi: ../openapi.yaml\n",
			want: `.respvet.yml:1: path "../openapi.yaml" leaves the module, allowed: ` + inside},
		{name: "rule", config: "disable:\n  - nilslice\n  - errleek\n",
			want: `.respvet.yml:3: unknown rule "errleek" (did you mean "errleak"?), allowed: ` + someRules + `, or one of their categories as rule/category`},
		{name: "category", config: "disable: [errleak/]\n",
			want: `.respvet.yml:1: unknown category "errleak/" (did you mean "errleak"?), allowed: errleak, errleak/stack, errleak/panic, errleak/verbose, errleak/error, errleak/error4xx, errleak/parse`},
		{name: "enable", config: "enable:\n  - errleek\n  - errleak/pars\n  - missingreturn/x\n",
			want: `.respvet.yml:2: unknown rule "errleek" (did you mean "errleak"?), allowed: ` + someRules + `, or one of their categories as rule/category
.respvet.yml:3: unknown category "errleak/pars" (did you mean "errleak/parse"?), allowed: errleak, errleak/stack, errleak/panic, errleak/verbose, errleak/error, errleak/error4xx, errleak/parse
.respvet.yml:4: unknown category "missingreturn/x" (did you mean "missingreturn"?), allowed: missingreturn`},
		{name: "enable is no list", config: "enable: errleak/parse\n",
			want: `.respvet.yml:1: bad rules "errleak/parse", allowed: a list of rules`},
		{name: "on and off", config: "enable: [errleak/parse, badretry]\ndisable:\n- nilslice\n- badretry\n- badretry/nojitter\noverrides:\n- path: x\n  disable: [errleak/parse]\n",
			want: `.respvet.yml:4: "badretry" is in enable and in disable, allowed: one of them`},
		{name: "disable is no list", config: "disable: nilslice\n",
			want: `.respvet.yml:1: bad rules "nilslice", allowed: a list of rules`},
		{name: "severity", config: "severity:\n  errleak: fatal\n  errleek: error\n  errleak/: info\n",
			want: `.respvet.yml:2: bad severity "fatal", allowed: error, warning, info
.respvet.yml:3: unknown rule "errleek" (did you mean "errleak"?), allowed: ` + someRules + `, or one of their categories as rule/category
.respvet.yml:4: unknown category "errleak/" (did you mean "errleak"?), allowed: errleak, errleak/stack, errleak/panic, errleak/verbose, errleak/error, errleak/error4xx, errleak/parse`},
		{name: "severity is no mapping", config: "severity: [errleak]\n",
			want: `.respvet.yml:1: bad severity, a list, allowed: a mapping of rules to error, warning, info`},
		{name: "type", config: "public-errors: [Error, example.com/x., 'a b.C', example.com/shop/apierr.Error]\n",
			want: `.respvet.yml:1: bad type "Error", allowed: ` + aType + `
.respvet.yml:1: bad type "example.com/x.", allowed: ` + aType + `
.respvet.yml:1: bad type "a b.C", allowed: ` + aType},
		{name: "function", config: "responders:\n- Error\n- example.com/x.(W).E\n- example.com/x.(*W.E\n- gopkg.in/x.v3.Error\n- example.com/x.(*W).E\n- reply.E\n",
			want: `.respvet.yml:2: bad function "Error", allowed: ` + aFunction + `
.respvet.yml:3: bad function "example.com/x.(W).E", allowed: ` + aFunction + `
.respvet.yml:4: bad function "example.com/x.(*W.E", allowed: ` + aFunction},
		{name: "override without path", config: "overrides:\n  - role: gateway\n",
			want: `.respvet.yml:2: an override without a path, allowed: path: internal/gateway/**`},
		{name: "override's key", config: "overrides:\n  - path: x\n    openapi: y\n",
			want: `.respvet.yml:3: unknown key "openapi", allowed: ` + overrideKeys},
		{name: "override's path", config: "overrides:\n- path: ../x\n- path: /x\n- path: 'a[b'\n",
			want: `.respvet.yml:2: bad path "../x", allowed: ` + aGlob + `
.respvet.yml:3: bad path "/x", allowed: ` + aGlob + `
.respvet.yml:4: bad path "a[b", allowed: ` + aGlob},
		{name: "override's contract", config: "overrides:\n- path: nowhere\n  contract: wp\n",
			want: `.respvet.yml:3: unknown contract "wp" (did you mean "wpp"?), allowed: ` + names},
		{name: "several", config: "rol: x\nrole: y\ncontract: z\n",
			want: `.respvet.yml:1: unknown key "rol" (did you mean "role"?), allowed: ` + configKeys + `
.respvet.yml:2: bad role "y", allowed: backend, gateway, both
.respvet.yml:3: unknown contract "z", allowed: ` + names},

		{name: "contract's key", own: "statusses: []\n",
			want: `api/own.yaml:1: unknown key "statusses" (did you mean "statuses"?), allowed: ` + contractKeys},
		{name: "contract is a list", own: "- 200\n",
			want: `api/own.yaml:1: bad contract, a list, allowed: a mapping of ` + contractKeys},
		{name: "bad status", own: "statuses:\n  200: both\n  4O4: both\n  0200: both\n  600: both\n  6XX: both\n  4xx: both\n",
			want: `api/own.yaml:3: bad status "4O4", allowed: ` + patternWords + `
api/own.yaml:4: bad status "0200", allowed: ` + patternWords + `
api/own.yaml:5: bad status "600", allowed: ` + patternWords + `
api/own.yaml:6: bad status "6XX", allowed: ` + patternWords + `
api/own.yaml:7: bad status "4xx", allowed: ` + patternWords},
		{name: "bad status in a list", own: "statuses: [200, 42]\n",
			want: `api/own.yaml:1: bad status "42", allowed: ` + patternWords},
		{name: "statuses", own: "statuses: all\n",
			want: `api/own.yaml:1: bad statuses "all", allowed: registered, a list of statuses, a mapping of statuses to who sets them`},
		{name: "set-by", own: "statuses:\n  200: everyone\n  201: {set-by: me, method: [GET]}\n  202: {methods: [get]}\n  203: []\n",
			want: `api/own.yaml:2: bad set-by "everyone", allowed: backend, gateway, both
api/own.yaml:3: bad set-by "me", allowed: backend, gateway, both
api/own.yaml:3: unknown key "method" (did you mean "methods"?), allowed: set-by, use, methods, means
api/own.yaml:4: bad method "get" (did you mean "GET"?), allowed: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS, TRACE, CONNECT, QUERY
api/own.yaml:5: bad status, a list, allowed: a mapping of set-by, use, methods, means`},
		{name: "use", own: "statuses:\n  301: never\n  302: {use: avoid}\n",
			want: `api/own.yaml:2: bad set-by "never", allowed: backend, gateway, both
api/own.yaml:3: bad use "avoid", allowed: freely, allowed, never`},
		{name: "preferred", own: "preferred:\n  4XX: 400\n  422: [400, x]\n",
			want: `api/own.yaml:2: bad status "4XX", allowed: 100 to 599
api/own.yaml:3: bad status "x", allowed: 100 to 599`},
		{name: "errors' keys", own: "errors:\n  for: 4XX\n  body: yes\n  media-types: [application/*, text]\n  shape: both\n  optional: some\n",
			want: `api/own.yaml:2: bad for "4XX", allowed: a list of statuses
api/own.yaml:3: bad body "yes", allowed: required, optional
api/own.yaml:4: bad media type "application/*", allowed: a media type such as application/json
api/own.yaml:4: bad media type "text", allowed: a media type such as application/json
api/own.yaml:5: bad shape "both", allowed: canonical, either
api/own.yaml:6: bad optional "some", allowed: omitted, any`},
		{name: "success", own: "success:\n  body: required\n  media-types: [json]\n",
			want: `api/own.yaml:2: unknown key "body", allowed: media-types, schema
api/own.yaml:3: bad media type "json", allowed: a media type such as application/json`},
		{name: "values by status", own: "errors:\n  schema:\n    x-by-status:\n      4O4: A\n      404: [[A]]\n    not: {required: data, properties: {}}\n",
			want: `api/own.yaml:4: bad status "4O4", allowed: ` + patternWords + `
api/own.yaml:5: bad value, a list, allowed: a text, a number, true, false
api/own.yaml:6: bad required "data", allowed: a list of member names
api/own.yaml:6: unknown key "properties", allowed: required`},
		{name: "schema", own: "errors:\n  schema:\n    type: struct\n    oneOf: []\n    required: status\n    minItems: -1\n    const: [1]\n    additionalProperties: {}\n    propertyNames: {pattern: '('}\n",
			want: `api/own.yaml:3: bad type "struct", allowed: object, array, string, integer, number, boolean, null
api/own.yaml:4: unknown key "oneOf", allowed: ` + schemaKeys + `
api/own.yaml:5: bad required "status", allowed: a list of member names
api/own.yaml:6: bad minItems "-1", allowed: 0 to 1000
api/own.yaml:7: bad const, a list, allowed: a text, a number, true, false
api/own.yaml:8: bad additionalProperties, a mapping, allowed: true, false
api/own.yaml:9: bad pattern "(", allowed: a regular expression`},
		{name: "x-holds", own: "errors:\n  schema:\n    properties:\n      a: {x-holds: text}\n      b: {type: boolean, x-holds: status}\n      c: {type: integer, x-holds: message}\n",
			want: `api/own.yaml:4: bad x-holds "text", allowed: status, message, code, phrase
api/own.yaml:5: x-holds: status in a member of another type, allowed: integer, string
api/own.yaml:6: x-holds: message in a member of another type, allowed: string`},
		{name: "headers", own: "headers:\n  401: WWW-Authenticate\n  429: ['Retry After', {all-of: []}]\n",
			want: `api/own.yaml:2: bad headers "WWW-Authenticate", allowed: a list of header names
api/own.yaml:3: bad header name "Retry After", allowed: a name such as Retry-After
api/own.yaml:3: unknown key "all-of", allowed: any-of, holds`},
		{name: "header forms", own: "headers: {404: [{any-of: [X-A], holds: text}]}\nheader-forms:\n  Retry After: seconds\n  Age: date\n",
			want: `api/own.yaml:1: bad holds "text", allowed: status, message, code, phrase
api/own.yaml:3: bad header name "Retry After", allowed: a name such as Retry-After
api/own.yaml:4: bad form "date", allowed: seconds`},
		{name: "retry", own: "retry:\n  statuses: [retry]\n  backoff: linear\n  jitter: some\n  attempts: 0\n  advice: {5XX: wait}\n",
			want: `api/own.yaml:2: bad status "retry", allowed: ` + patternWords + `
api/own.yaml:3: bad backoff "linear", allowed: exponential, constant
api/own.yaml:4: bad jitter "some", allowed: true, false
api/own.yaml:5: bad attempts "0", allowed: 1 to 100
api/own.yaml:6: bad status "5XX", allowed: 100 to 599`},
		{name: "meanings", own: "meanings:\n  gone: 410\n  method: 4XX\n",
			want: `api/own.yaml:2: bad condition "gone", allowed: method, content-type, parameter, body, not-found, conflict, token, api-version, deadline, upstream
api/own.yaml:3: bad status "4XX", allowed: 100 to 599`},
		{name: "messages", own: "errors:\n  messages:\n    4XX: wrong\n    404: []\n",
			want: `api/own.yaml:3: bad status "4XX", allowed: 100 to 599
api/own.yaml:4: bad messages, a list, allowed: a text`},
		{name: "list", own: "list:\n  empty: 2XX\n  member: data\n  nulls: true\n",
			want: `api/own.yaml:2: bad status "2XX", allowed: 100 to 599
api/own.yaml:3: unknown key "member", allowed: empty, nulls, schema
api/own.yaml:4: bad nulls "true", allowed: forbidden, allowed`},
		{name: "cyclic extends", own: "extends: ./own.yaml\n",
			want: `api/own.yaml:1: cyclic extends: own.yaml → own.yaml, allowed: a contract that does not extend itself`},
		{name: "extends", own: "name: x\nextends: [wpp, ../../x.yaml, wp]\n",
			want: `api/own.yaml:2: path "../../x.yaml" leaves the module, allowed: ` + inside + `
api/own.yaml:2: unknown contract "wp" (did you mean "wpp"?), allowed: ` + names},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{".respvet.yml": test.config}
			if test.own != "" {
				files["api/own.yaml"] = test.own
			} else {
				files["api/readme"] = "makes the directory"
			}
			if test.config == "" {
				files[".respvet.yml"] = "contract: api/own.yaml"
			}
			dir := write(t, files)
			if got := errors.Join(Check(dir)...); got == nil || got.Error() != test.want {
				t.Errorf("Check:\n%v\nwant:\n%s", got, test.want)
			}
			if strings.Contains(test.config, "nowhere") {
				return // no package there, and Load is for one
			}
			c, _, err := Load(dir)
			if err == nil || err.Error() != test.want {
				t.Errorf("Load:\n%v\nwant:\n%s", err, test.want)
			}
			if !errors.Is(c.Err, err) || c.Name != "default" || c.Chosen || c.Role != RoleOpen || !c.Documents(409) || c.Documents(418) {
				t.Errorf("not the default contract: %s, %v", c.Name, c.Role)
			}
			if m := (*Mistake)(nil); !errors.As(err, &m) || m.Line == 0 {
				t.Errorf("%#v is no Mistake", err)
			}
			if err := WriteConfig(nil, dir); err == nil || err.Error() != test.want {
				t.Errorf("WriteConfig: %v", err)
			}
		})
	}
}

func TestLongerCycle(t *testing.T) {
	dir := write(t, map[string]string{
		".respvet.yml": "contract: api/a.yaml\n",
		"api/a.yaml":   "extends: b.yaml\n",
		"api/b.yaml":   "\nextends: [wpp, c/c.yaml]\n",
		"api/c/c.yaml": "extends: ../a.yaml\n",
	})
	want := "api/c/c.yaml:1: cyclic extends: a.yaml → b.yaml → c.yaml → a.yaml, allowed: a contract that does not extend itself"
	if _, _, err := Load(dir); err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// A mistake must not bring findings back that were turned off.
func TestMistakeKeepsSilence(t *testing.T) {
	dir := write(t, map[string]string{".respvet.yml": "contract: wp\nrole: gateway\ndisable: [nilslice, errleek]\n" +
		"public-errors: [example.com/shop/apierr.Error]\nresponders: [example.com/shop/reply.Error]\n"})
	c, _, err := Load(dir)
	if err == nil || c.Enabled("nilslice") || !c.PublicType("example.com/shop/apierr.Error") || len(c.Project.Responders) != 1 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestUnreadable(t *testing.T) {
	t.Run("a directory", func(t *testing.T) {
		dir := write(t, map[string]string{".respvet.yml/x": ""})
		want := ".respvet.yml:1: cannot read: is a directory, allowed: a readable file inside the module"
		if _, _, err := Load(dir); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	})
	t.Run("a file without permission", func(t *testing.T) {
		dir := write(t, map[string]string{".respvet.yml": ""})
		if err := os.Chmod(filepath.Join(dir, ".respvet.yml"), 0); err != nil {
			t.Fatal(err)
		}
		if _, err := os.ReadFile(filepath.Join(dir, ".respvet.yml")); err == nil {
			t.Skip("permissions do not bind this user")
		}
		want := ".respvet.yml:1: cannot read: permission denied, allowed: a readable file inside the module"
		if _, _, err := Load(dir); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	})
	t.Run("a symbolic link out of the module", func(t *testing.T) {
		secret := filepath.Join(t.TempDir(), "secret.yaml")
		writeFile(t, secret, "password: hunter2\n")
		for name, want := range map[string]string{
			".respvet.yml": ".respvet.yml:1: cannot read: path escapes from parent, allowed: a readable file inside the module",
			"api/own.yaml": `.respvet.yml:1: cannot read "api/own.yaml": path escapes from parent, allowed: a file inside the module`,
		} {
			dir := write(t, map[string]string{"api/x": "", "sub/.respvet.yml": ""})
			if name != ".respvet.yml" {
				writeFile(t, filepath.Join(dir, ".respvet.yml"), "contract: api/own.yaml\n")
			}
			if err := os.Symlink(secret, filepath.Join(dir, name)); err != nil {
				t.Skip(err)
			}
			_, _, err := Load(dir)
			if err == nil || err.Error() != want {
				t.Errorf("%v, want %s", err, want)
			}
			for _, file := range Files(dir) {
				if strings.HasSuffix(file, name) && !strings.HasSuffix(file, "sub/"+name) {
					t.Errorf("Files has %s", file)
				}
			}
		}
		// A directory on the way counts as well; a link that stays inside is fine.
		dir := write(t, map[string]string{".respvet.yml": "contract: link/secret.yaml\n"})
		if err := os.Symlink(filepath.Dir(secret), filepath.Join(dir, "link")); err != nil {
			t.Skip(err)
		}
		if _, _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "path escapes from parent") {
			t.Error(err)
		}
		dir = write(t, map[string]string{".respvet.yml": "contract: link/own.yaml\n", "api/own.yaml": "extends: wpp\n"})
		if err := os.Symlink("api", filepath.Join(dir, "link")); err != nil {
			t.Skip(err)
		}
		if c, _, err := Load(dir); err != nil || c.Name != "own" {
			t.Error(err)
		}
	})
}

func TestBounds(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'i'; c++ {
		p := string(c - 1)
		bomb += string(c) + ": &" + string(c) + " [" + strings.TrimSuffix(strings.Repeat("*"+p+",", 9), ",") + "]\n"
	}
	doubling := map[string]string{".respvet.yml": "contract: [c1.yaml]\n"}
	for i, names := 1, "123456789"; i < len(names); i++ {
		next := "c" + names[i:i+1] + ".yaml"
		doubling["c"+names[i-1:i]+".yaml"] = "extends: [" + next + ", " + next + "]\n"
	}
	doubling["c9.yaml"] = "{}\n"
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"aliases of aliases", map[string]string{".respvet.yml": bomb}, "too many YAML nodes, aliases expanded, allowed: 20000"},
		{"an alias in itself", map[string]string{".respvet.yml": "overrides: &a [*a]\n"}, ".respvet.yml:1: YAML nested too deeply, allowed: 64 levels"},
		{"depth", map[string]string{".respvet.yml": strings.Repeat("[", 500) + strings.Repeat("]", 500)}, ".respvet.yml:1: YAML nested too deeply, allowed: 64 levels"},
		{"size", map[string]string{".respvet.yml": "#" + strings.Repeat("x", 1<<20)}, ".respvet.yml:1: the file is too large, allowed: 1048576 bytes"},
		{"contracts", doubling, "too many contracts, allowed: 32 in all"},
	}
	for _, test := range tests {
		_, _, err := Load(write(t, test.files))
		if err == nil || !strings.HasSuffix(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", test.name, err, test.want)
		}
	}
	// Plain use of aliases is welcome.
	c := configured(t, "contract: wpp\ndisable: &d [nilslice]\noverrides: [{path: ., disable: *d, role: gateway}]\n")
	if c.Enabled("nilslice") || c.Role != RoleGateway {
		t.Errorf("%+v", c)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range Names() {
		data, err := profiles.ReadFile("profiles/" + name + ".yaml")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add(string(initial))
	f.Add("contract: [wpp, a/b.yaml]\noverrides:\n- {path: a/**, role: both, disable: [errleak/parse]}\n")
	f.Add("a: &a [*a]\n")
	f.Add("? [x]\n: !!binary ==\n--- \n")
	f.Add("extends: null\nstatuses: null\nerrors: {schema: {type: [], items: null}}\n")
	f.Fuzz(func(t *testing.T, text string) {
		v, mistakes := conf.Parse("f", []byte(text))
		if v != nil {
			var r reader
			r.config(v)
			r.contract(v)
			mistakes = r.Mistakes
			merged := merge(builtin("wpp"), plain(v))
			var parts []Setting
			flatten(merged, "", &parts)
			// What was read without a mistake must do in every question.
			var again reader
			c := again.contract(merged)
			for status := range 600 {
				c.Preferred(status)
			}
			for _, condition := range conditions {
				c.Meaning(Condition(condition))
			}
			c.ErrorMembers()
			c.List().Required()
			c.Headers(404)
			for _, s := range c.ErrorShapes() {
				s.Values(404)
			}
			c.AcceptsMediaType(c.ErrorMediaType())
			c.ErrorBodyPhrase()
			if _, err := yaml.Marshal(node(merged)); err != nil {
				t.Errorf("it cannot be printed: %v", err)
			}
		}
		for _, m := range mistakes {
			if m.Line < 1 || m.File != "f" || m.What == "" || m.Allowed == "" || strings.ContainsAny(m.Error(), "\n\r\x1b") || len(m.What) > 500 {
				t.Errorf("%#v", m)
			}
		}
	})
}
