package httpmodel

func echo() []table { return nil }
