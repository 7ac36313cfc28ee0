// Command empty is respvet without its analyzers: the floor of what a vet tool
// behind the prefilter costs.
package main

import "github.com/respvet/respvet/analyzer/driver"

func main() { driver.Unit(nil, nil) }
