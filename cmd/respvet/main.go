// Command respvet vets how Go services respond to HTTP requests against an API
// contract. Run it by itself (`respvet ./...`) or as the tool of go vet
// (`go vet -vettool=$(which respvet) ./...`); `respvet help` lists its rules.
package main

import "github.com/respvet/respvet/analyzer/driver"

func main() { driver.Main() }
