// Package report is the voice of the rules: how a finding is worded, and which
// comment silences it.
//
// # Messages
//
// A message is lower case and has no full stop. It names the API and the value,
// says what the client will see, and what the contract asks for instead:
//
//	http.Error sends the 404 as text/plain; contract wpp requires a JSON body with errors[]
//
// Only names keep their capitals (JSON, http.Error, WriteHeader). A message says
// nothing of the linter's inner workings ("tainted", "fact", "SSA"), gives no
// order ("use …": that is the fix's job) and does not repeat its position. The
// [Reporter] appends the name that silences it, ` (rule)` or ` (rule/category)`.
// The message of a related place completes the sentence "here …": "reply.JSON
// sends it". The message of a fix is a capitalised verb phrase that names what
// is put in ("Return after http.Error"); a fix that changes what clients see
// says so.
//
// # Directives
//
//	//respvet:ignore errleak reason           the text is shown to operators only
//	//respvet:ignore errleak/parse,rawerror reason
//	//nolint:respvet // reason
//
// A //respvet:ignore behind code silences its line, one on a line of its own the
// line below its comment group. The reason is required. It ends at a further
// " //". One that silences nothing is reported by the rule it names.
// //nolint, //nolint:all, //nolint:respvet and //nolint:rule are read as
// golangci-lint reads them: on a line of its own, right above a declaration or
// statement that starts in the same column, it covers that whole node. It is
// never reported.
package report
