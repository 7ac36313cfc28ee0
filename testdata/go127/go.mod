module github.com/respvet/respvet/testdata/go127

go 1.27
