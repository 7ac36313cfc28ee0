# respvet without a shell, a package manager or root. It runs the go command, which is there
# too; git and a C compiler are not, so that packages with cgo are analysed without those
# files, and `respvet routes diff` takes saved files alone.
#
#	docker build -t respvet .
#	docker run --rm -v "$PWD:/src:ro" respvet ./...
ARG GO=1.26
FROM golang:${GO} AS build
WORKDIR /respvet
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags="-s -w -buildid=" -o /out/respvet ./cmd/respvet

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /usr/local/go /usr/local/go
COPY --from=build /out/respvet /usr/local/bin/respvet
ENV PATH=/usr/local/go/bin:/usr/local/bin CGO_ENABLED=0 GOFLAGS=-buildvcs=false GOTOOLCHAIN=local
USER nonroot:nonroot
WORKDIR /src
ENTRYPOINT ["/usr/local/bin/respvet"]
CMD ["./..."]
