// Package contract says what should be: the API contract of a package, read
// from the built-in profiles and the project's own files.
//
// A contract is data. It says which status codes are documented and who sets
// them, what an error body looks like, which headers go with a status, how a
// list is sent, what a client has to retry, and which documented status stands
// for one that is not. amperity, azure, default, google, jsonapi, rfc9457, wpp and
// zalando are built in. Until a contract is chosen a package is held against
// default with an open role.
//
// # .respvet.yml
//
// The config is looked for in the package's directory and upwards, as far as the
// directory of go.mod and then as far as that of go.work; the first one found
// counts alone. An absolute $RESPVET_CONFIG takes its place. All keys are
// optional:
//
//	contract: wpp                 # a built-in name, a file, or a list, merged left to right
//	role: backend                 # backend, gateway, both; the default is the contract's
//	errors: canonical             # or either: where a contract shows two shapes
//	openapi: api/openapi.yaml     # or a list; [] for none
//	models: api/models.yaml       # or a list; see docs/models.md
//	public-errors: [example.com/shop/apierr.Error]
//	responders: [example.com/shop/reply.Error, example.com/shop/reply.(*W).Error]
//	enable: [errleak/parse]       # rules and categories that are not on by default
//	disable: [nilslice, errleak/verbose]
//	severity:                     # error, warning or info, if not as in `respvet help RULE`
//	  errleak/error4xx: info
//	baseline: .respvet.baseline   # findings that are known and left out
//	overrides:
//	  - path: internal/gateway/** # a package's directory, seen from the config's
//	    role: gateway             # any key but openapi, models, baseline and overrides
//
// public-errors are types whose text is meant for clients, responders the
// project's own ways to send an error. `respvet -write-baseline` writes the baseline (package
// baseline); until it is there nothing is left out. A severity of a category goes before that of its
// rule; so does what enable and disable say of it. What an override enables or disables
// goes before what was said before. An override's contract, role and errors
// replace what was set before, its lists add to it; ** stands for any number of
// directories, none included. Under a contract that brings a role of its own
// (wpp: backend), a package that uses httputil.ReverseProxy is a gateway unless
// a role is configured.
//
// The flags -contract.name, which takes built-in names only, and -contract.role
// override the config.
//
// # A contract of your own
//
// A name with the extension .yaml or .yml is a file:
//
//	name: shop                    # as messages call it; the default is the file's name
//	about: the shop's API guide, chapter 3
//	extends: wpp                  # a name, a file beside this one, or a list
//	role: backend
//	statuses:                     # or a list, or the word registered
//	  200: backend                # who sets it: backend, gateway, both
//	  201: {set-by: backend, methods: [POST, PUT], means: created}
//	  409: both
//	  429: gateway
//	  410: null                   # null takes back what is inherited
//	  301: {use: never}           # named as one that is not to be used; allowed: if nothing better fits
//	  5XX: both                   # a class; registered: each of IANA's; default: every status
//	preferred:                    # undocumented, not this role's or not for the method: what to send instead
//	  422: 400
//	  503: [502, 504]             # the best first
//	errors:
//	  for: [4XX, 5XX]             # the responses that this is about
//	  body: required              # or optional: an empty response will do
//	  media-types: [application/json, application/*+json]
//	  optional: omitted           # or any: an optional member may be sent empty
//	  shape: canonical            # or either: an alternative is as good
//	  messages:                   # what fixes write where an error has none
//	    404: there is no such resource
//	  schema:
//	    type: object
//	    required: [status, message]
//	    properties:
//	      status: {type: integer, x-holds: status}
//	      message: {type: string, x-holds: message}
//	      request_id: {type: string}
//	  alternatives: []            # more schemas
//	success:                      # every 2xx body
//	  media-types: [application/json]
//	  schema: {not: {required: [data, errors]}}
//	list:
//	  empty: 200                  # the status of an empty list
//	  nulls: forbidden            # or allowed: an array of any body may be null
//	  schema: {type: object, required: [data], properties: {data: {type: array}}}
//	headers:
//	  401: [WWW-Authenticate]
//	  429: [{any-of: [Retry-After, X-RateLimit-Reset]}]
//	  4XX: [{any-of: [X-Error-Code], holds: code}] # what the body's member with this x-holds has
//	header-forms:
//	  Retry-After: seconds        # a whole number of them, if it is sent
//	retry:                        # asked of clients
//	  statuses: [429, 503]
//	  opt-in: [504]
//	  backoff: exponential        # or constant
//	  jitter: true
//	  retry-after: true           # the header is honoured
//	  attempts: 3                 # in all
//	  advice: {500: simplify the request or retry}
//	meanings:                     # what a condition in a handler calls for
//	  not-found: 404              # method, content-type, parameter, body, not-found,
//	                              # conflict, token, api-version, deadline, upstream
//
// Layers are merged as RFC 7396 (JSON Merge Patch) says: mappings merge, anything
// else replaces, null removes. Only schema is replaced as a whole, together with
// the alternatives. Below every contract lies default: what no layer speaks of
// is as it is there.
//
// A schema is JSON Schema with the keywords type, properties, required, items,
// minItems, const, enum, not (required: members that are not there together),
// additionalProperties (true or false), propertyNames (pattern), default and
// description. x-holds binds a member to the response that it is sent with: status
// (the status sent, as the integer or string that type says), message (text for
// people), code (a name for programs), phrase (the status phrase or a fixed
// title). x-by-status names the values that go with a status, such as
// {404: NOT_FOUND, 409: [ALREADY_EXISTS, ABORTED]}.
//
// # Documented statuses
//
// What one operation sends is documented beside its handler, by comments of
// swaggo/swag or go-swagger ([Comments]), or in an OpenAPI document: Swagger 2.0,
// OpenAPI 3.0 to 3.2, in JSON or YAML, with references to other files of the
// module ([Document]). Documents are those that the config names. If it names none,
// the first counts that is there of openapi, swagger, api/openapi, api/swagger,
// docs/swagger and docs/openapi, with .yaml, .yml or .json, in the module's
// directory. A document is read for its paths, operations and responses; whatever
// else is wrong with it does not matter here. Nothing is fetched from elsewhere.
//
// A mistake in a document that the config names is one of the configuration. A
// document that was only found is not in use if it has mistakes.
//
// Large documents are kept, reduced, in the user's cache directory (respvet below
// os.UserCacheDir), by the hash of what they were read from.
//
// # Mistakes
//
// A mistake is reported as "file:line: what is wrong, allowed: what could be
// there". Under go vet it stands, once a package, at the package clause.
// Contract and OpenAPI files are named by relative paths that stay inside the
// module, symbolic links included. Files are limited in size (1 MiB) and, aliases
// expanded, in nodes and depth; OpenAPI documents in size (32 MiB a file), files
// (200) and depth.
//
// schema/respvet.schema.json and schema/contract.schema.json describe both forms
// for editors.
package contract
