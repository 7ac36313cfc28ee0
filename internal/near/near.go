// Package near finds the name that somebody meant who wrote one that is not there.
package near

import (
	"fmt"
	"strings"
)

// Word returns that of some names which a word most likely stands for, "" if none is like
// it: it differs in case, in - and _, in one letter of four, or is a name's beginning or
// its last part, as parse is of errleak/parse.
func Word(word string, names []string) string {
	word = fold(word)
	if word == "" {
		return ""
	}
	best, least := "", max(1, len(word)/4)+1
	if len(word) < 3 {
		least = 1 // of words so short every other one is near
	}
	var part []string
	for _, name := range names {
		folded := fold(name)
		if d := distance(word, folded); d < least {
			best, least = name, d
		}
		if len(word) > 1 && (strings.HasPrefix(folded, word) || strings.HasSuffix(folded, "/"+word)) {
			part = append(part, name)
		}
	}
	if best == "" && len(part) == 1 {
		return part[0]
	}
	return best
}

// Hint asks for the name that is like a word: ` (did you mean "role"?)`, or "".
func Hint(word string, names []string) string {
	if name := Word(word, names); name != "" && name != word {
		return fmt.Sprintf(" (did you mean %q?)", name)
	}
	return ""
}

var folding = strings.NewReplacer("_", "-", " ", "-")

func fold(word string) string {
	const longest = 64 // of names; a longer word is like none
	if len(word) > longest {
		return ""
	}
	return folding.Replace(strings.ToLower(word))
}

// distance counts the letters that are left out, put in, replaced, or swapped with the
// next one, to make b of a.
func distance(a, b string) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			d := row[j]
			if a[i] != b[j] {
				d++
			}
			d = min(d, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			next[j+1] = d
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
