package conform

import (
	"strings"
	"unicode"
)

// How alike two names are, the most first.
const (
	unlike   = iota
	part     // the one is a part of the other: statusCode, status
	short    // an abbreviation: msg, message
	misspelt // a letter or two differ: mesage, message
	same     // but for case and punctuation: requestId, request_id
)

// likeness says how alike the name of a member is to another one.
func likeness(name, want string) int {
	a, b := Plain(name), Plain(want)
	const fewest = 4 // letters, for less to be no chance
	switch n := min(len(a), len(b)); {
	case a == b:
		return same
	case n >= fewest && distance(a, b) <= 1, n >= 2*fewest && distance(a, b) <= 2:
		return misspelt
	case len(a) >= 3 && len(a) < len(b) && a[0] == b[0] && within(a, b):
		return short
	case n >= fewest && (strings.HasPrefix(a, b) || strings.HasSuffix(a, b) || strings.HasSuffix(b, a)):
		return part
	}
	return unlike
}

// Plain returns a name without case and punctuation.
func Plain(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// within reports whether the letters of a stand in b in this order.
func within(a, b string) bool {
	for i := 0; i < len(b) && a != ""; i++ {
		if b[i] == a[0] {
			a = a[1:]
		}
	}
	return a == ""
}

// distance counts the letters to insert, drop or replace to make b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
