package httpmodel

func chi() []table { return nil }
