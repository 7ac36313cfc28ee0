package httpmodel

// github.com/go-playground/validator. Its field errors are errors, but what
// their methods say is the client's own input and the rule it broke, from which
// services word messages of their own.
func validator() []table {
	return []table{{pkg: "github.com/go-playground/validator/v10", rows: func() []Row {
		return each(Row{Recv: "FieldError", Results: []Expr{plain()}, Pure: true},
			"Tag", "ActualTag", "Namespace", "StructNamespace", "Field", "StructField", "Value", "Param", "Kind", "Type", "Translate")
	}}}
}
