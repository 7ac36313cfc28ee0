// Package baseline knows findings again, so that a code base which has many can
// adopt a rule: those in its baseline are left out, new ones are reported.
//
// A finding is known by what it says and by the code that it stands in, never by
// a number of a line: the rule and category, the file, the function around it,
// the message, and the text of its line without the space in it. Of findings
// that agree in all of that, as many are known as the baseline has.
//
// A baseline is a text file with a line for each finding, sorted, so that it can
// be reviewed and merged:
//
//	# comment
//	3b8f0c61d5a24e97a1c2	errleak/parse	internal/api/carts.go	(*Server).addItem
//
// The first field is the finding's [Finding.Key], and the others are for people;
// fields are separated by tabs. File names are relative to the directory of the
// baseline.
package baseline
