package httpmodel

func grpc() []table { return nil }
