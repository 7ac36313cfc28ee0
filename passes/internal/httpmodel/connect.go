package httpmodel

func connect() []table { return nil }
