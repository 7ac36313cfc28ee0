package httpmodel

func gorilla() []table { return nil }
