//go:build unix

package driver

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup gives a command a process group of its own, for signals to reach what it
// has started: the go command leaves them to the programs that it runs.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func signalGroup(cmd *exec.Cmd, s os.Signal) {
	if s, ok := s.(syscall.Signal); ok {
		syscall.Kill(-cmd.Process.Pid, s)
	}
}
