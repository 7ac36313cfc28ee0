module github.com/respvet/respvet/testdata/behaviour/observe

go 1.25.0
