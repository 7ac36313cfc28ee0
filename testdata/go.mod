module github.com/respvet/respvet/testdata

go 1.25
