package driver

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// BenchmarkColdVet runs go vet over a module with its own suite, with respvet,
// and with a tool that has the prefilter and no analyzers: each with compiled
// packages cached and vet results not. It reports the CPU time of each, all
// processes added up, and the ratios to go vet's own suite. The module is this
// one, or that in $RESPVET_BENCH_DIR; -benchtime=3x gives medians of three.
func BenchmarkColdVet(b *testing.B) {
	target := cmp.Or(os.Getenv("RESPVET_BENCH_DIR"), filepath.Join("..", ".."))
	dir := b.TempDir()
	tools := []string{"vetsuite", "respvet", "empty"}
	for _, tool := range tools {
		src := "./" + filepath.Join("testdata", tool)
		if tool == "respvet" {
			src = "../../cmd/respvet"
		}
		if out, err := exec.Command("go", "build", "-o", filepath.Join(dir, tool), src).CombinedOutput(); err != nil {
			b.Fatalf("go build %s: %v\n%s", src, err, out)
		}
	}
	if _, err := vetCPU(filepath.Join(dir, "vetsuite"), target); err != nil { // compiles what is to be compiled
		b.Fatal(err)
	}

	cpu := make(map[string][]float64) // seconds, a round each
	for b.Loop() {
		for _, tool := range tools {
			exe := filepath.Join(dir, tool)
			if err := freshen(exe); err != nil {
				b.Fatal(err)
			}
			d, err := vetCPU(exe, target)
			if err != nil {
				b.Fatal(err)
			}
			cpu[tool] = append(cpu[tool], d.Seconds())
		}
	}
	base := median(cpu["vetsuite"])
	b.ReportMetric(base, "vet-cpu-s")
	for _, tool := range tools[1:] {
		b.ReportMetric(median(cpu[tool]), tool+"-cpu-s")
		b.ReportMetric(median(cpu[tool])/base, tool+"/vet")
	}
}

// freshen makes a tool one that go vet has no results of.
func freshen(exe string) error {
	f, err := os.OpenFile(exe, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(f, time.Now().UnixNano())
	return cmp.Or(err, f.Close())
}

// vetCPU is the CPU time of go vet and all that it starts. Findings are no error.
func vetCPU(tool, dir string) (time.Duration, error) {
	cmd := exec.Command("go", "vet", "-vettool="+tool, "-json", "./...")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("go vet -vettool=%s in %s: %v\n%s", filepath.Base(tool), dir, err, out)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}
