package httpmodel

func huma() []table { return nil }
