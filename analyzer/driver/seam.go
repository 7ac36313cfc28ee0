package driver

import "io"

// What the driver asks of package contract.

func contractFiles(dir string) []string { return nil }

func contractCheck(dir string) []error { return nil }

func contractWrite(w io.Writer, dir string) error { return nil }

func contractInit(dir string) error { return nil }

func contractNames() []string { return []string{"amperity", "default"} }
