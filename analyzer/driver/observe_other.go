//go:build !unix

package driver

import (
	"os"
	"os/exec"
)

// ownGroup does nothing: the console sends an interrupt to all that run in it.
func ownGroup(*exec.Cmd) {}

func signalGroup(*exec.Cmd, os.Signal) {}
