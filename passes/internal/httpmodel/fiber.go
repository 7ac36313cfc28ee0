package httpmodel

func fiber() []table { return nil }
