# Two commands matter: `make run` and `make test`. Both need Go and nothing else.

BIN := build/casusoverleg
GO  ?= go

VERSION := $(shell git describe --always --dirty 2>/dev/null || echo onbekend)
LDFLAGS := -s -w -X main.version=$(VERSION)

.PHONY: all build age run test check vet staticcheck wasm unit bench faults docs clean

all: build

# One static binary.
build:
	@mkdir -p build
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/casusoverleg

# The stock age command, to open what we made with somebody else's program.
age:
	@mkdir -p build
	CGO_ENABLED=0 $(GO) build -trimpath -o build/age filippo.io/age/cmd/age

# Build, serve, rehearse the buurtteam meeting, open a package with the stock age.
run: build age
	./cmd/run.sh $(BIN) build/age build/run

# Everything, on two cores in under fifteen minutes.
test: check wasm unit

check: vet staticcheck
	@test -z "$$(gofmt -l .)" || { echo "gofmt: these files are not formatted:"; gofmt -l .; exit 1; }

vet:
	$(GO) vet ./...

staticcheck:
	$(GO) tool staticcheck ./...

# What the browser may link (design: marked packages) builds for it.
WASM := ./crypto/... ./minutes/... ./agenda/... ./room ./room/covenant ./room/wire ./room/journal ./client ./client/vault ./client/replica ./client/page
wasm:
	GOOS=js GOARCH=wasm $(GO) build $(WASM)

# The race detector needs a C compiler; where there is none, say so and stop.
unit: build age
	@command -v $${CC:-gcc} >/dev/null || { echo "make test needs a C compiler for the race detector: install gcc"; exit 1; }
	CASUSOVERLEG_BIN=$(CURDIR)/$(BIN) AGE_BIN=$(CURDIR)/build/age $(GO) test -race -timeout 14m ./...

# Benchmarks of the hot paths; docs/performance.md says what they print here.
bench:
	$(GO) test -run '^$$' -bench . -benchmem ./crypto/... ./room/... ./minutes/... ./client/...

# The long versions of what make test does to server and journal: a thousand kills each.
faults:
	$(GO) test -timeout 60m -run 'TestKill' ./room/journal/sqlite -kills 1000
	$(GO) test -timeout 60m -run 'TestKillingTheServer' ./cmd/casusoverleg -kills 1000

# The generated parts of docs.
docs:
	$(GO) generate ./...

clean:
	rm -rf build
