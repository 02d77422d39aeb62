# Two commands matter: `make run` and `make test`. Both need Go, and Node with npm
# for the page.

BIN := build/casusoverleg
GO  ?= go

VERSION := $(shell git describe --always --dirty 2>/dev/null || echo onbekend)
LDFLAGS := -s -w -X main.version=$(VERSION)

.PHONY: all build binary node core web typage reproduce screens page page-times age run test check vet staticcheck wasm wasm-test unit single race compiler browser office bench bench-peer bench-growth bench-wasm peer faults fuzz mutations vulnerabilities docs chromium clean pictures

all: build

# One static binary, with the page in it.
build: web binary

# The binary with whatever page is there; without one it serves a plain page.
binary:
	@mkdir -p build
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN) ./cmd/casusoverleg

# --- the page ---

NODE_MODULES := client/web/node_modules/.package-lock.json
CORE := client/web/build/core.wasm
# Inlining makes the core a tenth larger on the wire; only the arithmetic that is used needs
# it, without which replaying a log takes twice as long, and what all Go code stands on.
INLINED := crypto/... filippo.io/edwards25519/... golang.org/x/crypto/... internal/byteorder math/bits encoding/binary \
	internal/runtime/... internal/abi internal/goarch sync/atomic unicode/utf8
UNUSED  := crypto/internal/fips140/nistec/... crypto/internal/fips140/ecdsa crypto/ecdsa crypto/rsa
SMALLER := -gcflags=all=-l $(patsubst %,-gcflags=%=,$(INLINED)) $(patsubst %,-gcflags=%=-l,$(UNUSED))

node:
	@command -v node >/dev/null && command -v npm >/dev/null || { \
		echo "The page needs Node 20 or later and npm: install nodejs and npm (or run 'make binary' for a server without a page)."; exit 1; }
	@node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' || { \
		echo "The page needs Node 20 or later; this is $$(node -v)."; exit 1; }

# Exactly the versions of the lock file.
$(NODE_MODULES): client/web/package-lock.json | node
	cd client/web && npm ci --no-audit --no-fund --loglevel=error

# The core for the browser's worker; the file changes only when the core does.
core: | node
	@mkdir -p client/web/build
	@cp "$$($(GO) env GOROOT)/lib/wasm/wasm_exec.js" client/web/build/wasm_exec.js
	GOOS=js GOARCH=wasm CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=false -ldflags '-s -w -buildid=' $(SMALLER) -o $(CORE).new ./client/wasm
	node client/web/scripts/strip.mjs $(CORE).new
	@cmp -s $(CORE).new $(CORE) && rm $(CORE).new || mv $(CORE).new $(CORE)

# The page, in client/web/dist: built, compressed, with its sizes.
web: core $(NODE_MODULES)
	@rm -rf client/web/dist/assets client/web/dist/index.html*
	cd client/web && npm run --silent build

# Builds the page in two other directories: it must come out the same, byte for byte,
# and prints its digest, which `casusoverleg version` prints as well.
reproduce: node
	./client/web/scripts/reproduce.sh

# Debian's Chromium, where this user may install it.
chromium:
	@command -v $${CHROMIUM:-/usr/bin/chromium} >/dev/null || \
		{ [ "$$(id -u)" = 0 ] && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
		{ echo "The tests of the page need Chromium: install it, or set CHROMIUM to where it is."; exit 1; }

# Every screen in every state, in Chromium under the server's own policy: axe, 320 px,
# the keyboard alone. Its pictures are in client/web/build/pictures.
screens: core $(NODE_MODULES) chromium
	cd client/web && PICTURES=build/pictures npm run --silent screens

# The page by itself: build what it needs, then `browser`.
page: build age chromium
	@$(MAKE) --no-print-directory browser

# The page: its types, its logic, in Chromium against the real server the core by itself
# and whole meetings through the screens, and every screen in every state.
browser:
	cd client/web && npm run --silent check && npm run --silent lint && npm run --silent test
	cd client/web && export CASUSOVERLEG_BIN=$(CURDIR)/$(BIN) AGE_BIN=$(CURDIR)/build/age && npm run --silent core && npm run --silent meeting
	cd client/web && npm run --silent screens

# How long people wait at the page, and for how many bytes, in Chromium against the real
# server: printed beside its budget, and never a reason to fail. Two minutes where nothing
# else runs; docs/performance.md says what it prints here.
page-times: build chromium
	CGO_ENABLED=0 $(GO) build -trimpath -o build/crowd ./client/web/test/times/crowd
	cd client/web && CASUSOVERLEG_BIN=$(CURDIR)/$(BIN) CROWD_BIN=$(CURDIR)/build/crowd npm run --silent times

# The age of npm, in TypeScript, for the interop test of crypto/seal; nothing of it is shipped.
TYPAGE := crypto/seal/testdata/typage
typage: $(TYPAGE)/node_modules/.package-lock.json
$(TYPAGE)/node_modules/.package-lock.json: $(TYPAGE)/package-lock.json | node
	cd $(TYPAGE) && npm ci --no-audit --no-fund --loglevel=error

# The pictures of README and docs, out of the demo room.
pictures: build chromium
	cd client/web && CASUSOVERLEG_BIN=$(CURDIR)/$(BIN) PICTURES=$(CURDIR)/docs/images npm run --silent pictures

# The stock age command, to open what we made with somebody else's program.
age:
	@mkdir -p build
	CGO_ENABLED=0 $(GO) build -trimpath -o build/age filippo.io/age/cmd/age

# Build, serve, rehearse meetings, open packages with the stock age and in people's
# formats, and let whoever has a terminal join one in a browser.
run: build age
	./cmd/run.sh $(BIN) build/age build/run

# Everything, on two cores in under fifteen minutes. What is tested is built once; then two
# of the three run beside each other, for each of them waits a lot.
test: check wasm wasm-test build age typage chromium compiler
	@$(MAKE) --no-print-directory -j2 single race browser

check: vet staticcheck
	@test -z "$$(gofmt -l .)" || { echo "gofmt: these files are not formatted:"; gofmt -l .; exit 1; }

vet:
	$(GO) vet ./...

staticcheck:
	$(GO) tool staticcheck ./...

# What the browser may link (design: marked packages) builds for it.
WASM := ./crypto/... ./minutes/... ./agenda/... ./room ./room/covenant ./room/wire ./room/journal ./client ./client/vault ./client/replica ./client/page ./client/wasm
wasm:
	GOOS=js GOARCH=wasm $(GO) build $(WASM)

# What only a browser does, in Node: its vault, over databases that fail, and its check of
# many signatures.
wasm-test: node
	GOOS=js GOARCH=wasm $(GO) test -exec "$$($(GO) env GOROOT)/lib/wasm/go_js_wasm_exec" ./crypto ./client/vault -run 'Together|WycheproofEd25519|Wipe|Forgotten|AnotherTab|ReadOnce|LeftBehind|WrittenLast'

# What has no goroutine of its own is tested without the race detector: it would find
# nothing there. So is ./room, whose random rooms take four times as long with it; they run
# real hosts with goroutines, so that `race` plays some of them again. The commands run as
# processes of their own, which are killed and started hundreds of times.
SINGLE = $(shell $(GO) list ./agenda ./client/replica ./cmd/... ./crypto/... ./minutes/... ./room ./room/covenant/... ./room/wire)
MANY   = $(filter-out $(SINGLE),$(shell $(GO) list ./...))
TESTED = CASUSOVERLEG_BIN=$(CURDIR)/$(BIN) AGE_BIN=$(CURDIR)/build/age $(GO) test -timeout 14m

# Arithmetic without a goroutine or anything atomic is not watched for races: scrypt takes
# ten times as long when watched. (More may not be left out: what is atomic in it would
# hide from the detector that somebody waited.)
UNWATCHED := -gcflags=golang.org/x/crypto/...=-race=false

# One goroutine writes here, and then opens the database anew, hundreds of times, or what
# is left in files is searched. (Every verb of a meeting is played under the detector by
# TestTheScriptsArePlayed, and erasing beside readers and writers by TestConformance.)
ALONE := TestEveryByteOfTheLastFrames|TestEveryStepFindsTheDiskFull|TestTornWriteAheadFile|TestConformance/every_step_of_its_own_fails_twice|TestNoCopyStaysBehind|TestDestroyedBytesAreGone|TestWhatTheServerHolds|TestTheHourCostsWhatTheDocsSay

# The packages by themselves: build what they need, then `single` and `race`.
unit: build age typage compiler
	@$(MAKE) --no-print-directory single race

# The race detector needs a C compiler; where there is none, say so and stop.
compiler:
	@command -v $${CC:-gcc} >/dev/null || { echo "make test needs a C compiler for the race detector: install gcc"; exit 1; }

single:
	$(TESTED) $(SINGLE)

race:
	$(TESTED) -race $(UNWATCHED) -skip '$(ALONE)' $(MANY)
	$(TESTED) -race -run TestRoomsUnderFire ./room -rooms 40
	$(TESTED) -run '$(ALONE)' ./room/journal/sqlite ./client/rehearse

# The minutes as ODT, opened by LibreOffice and made a PDF.
office:
	@command -v soffice >/dev/null || { echo "make office needs LibreOffice: install it (Debian: apt-get install libreoffice-writer)."; exit 1; }
	$(GO) test -v -count=1 -run TestLibreOffice ./minutes/export -soffice "$$(command -v soffice)"

# Benchmarks of the hot paths; docs/performance.md says what they print here.
bench: binary
	$(GO) test -run '^$$' -bench . -skip 'Beside|Growth|BenchmarkIdle$$' -benchmem ./crypto/... ./room/... ./minutes/... ./client/...
	$(BESIDE) -bench Beside -only ours

# This server beside the floor and the peer, in one run on one machine, with the
# ratios against their budgets; about six minutes. Again with syncs that take 2 ms
# longer: make bench-peer BESIDE_FLAGS='-sync-delay 2ms'.
BESIDE = $(GO) test ./client/bench/beside -run '^$$' -benchtime 1x -timeout 60m -casusoverleg $(CURDIR)/$(BIN) -peer $(CURDIR)/$(PEER_BIN)
bench-peer: binary peer
	@command -v redis-server >/dev/null || { echo "The durable peer needs redis-server: install it (Debian: apt-get install redis-server)."; exit 1; }
	$(BESIDE) -bench Beside $(BESIDE_FLAGS)

# 10, 100 and 1,000 rooms of 20, or as many as open files allow, and the memory of
# that many while all are silent.
bench-growth: binary
	$(BESIDE) -bench 'Growth|Idle'

# The core as the browser runs it, compiled as that is, in Node: verify and replay a room
# of 5,000 acts, seal and compile thirty packages. GOGC as client/wasm sets it.
bench-wasm: node
	GOGC=300 GOOS=js GOARCH=wasm $(GO) test $(SMALLER) -exec "$$($(GO) env GOROOT)/lib/wasm/go_js_wasm_exec" -run '^$$' -bench 'Replay5000|ThirtyPackages' -benchtime 3x ./room ./crypto/seal ./minutes

# The peer: somebody else's program, run as a process of its own. The last version
# of Centrifugo that the module proxy gives.
PEER_BIN := build/centrifugo
PEER     := github.com/centrifugal/centrifugo/v5@v5.4.9
PEER_SUM := h1:XpCLOMoYZ6ly71eOPe1YK9qzXaEmRXdgqlr3Bv3WePA=
peer: $(PEER_BIN)
$(PEER_BIN):
	@mkdir -p build
	@got="$$(cd / && $(GO) mod download -json $(PEER))" || { echo "$$got"; exit 1; }; \
	echo "$$got" | grep -qF '"Sum": "$(PEER_SUM)"' || { echo "make peer: not the $(PEER) that was measured"; exit 1; }; \
	cd "$$(echo "$$got" | sed -n 's/^.*"Dir": "\(.*\)".*$$/\1/p')" && \
	CGO_ENABLED=0 $(GO) build -mod=readonly -trimpath -o $(CURDIR)/$@ .

# The long versions of what make test does to server and journal: a thousand kills each,
# the line cut after every byte, random rooms (make faults FROM=5000 for others).
# docs/reliability.md says what they print here.
ROOMS ?= 5000
FROM  ?= 0
faults:
	$(GO) test -v -timeout 60m -run 'TestKill' ./room/journal/sqlite -kills 1000
	$(GO) test -v -timeout 60m -run 'Torn|EveryByte|Flipped|Full|Stops|EveryStep|Conformance' ./room/journal/sqlite -torn-every 7
	$(GO) test -v -timeout 60m -run 'TestKillingTheServer' ./cmd/casusoverleg -kills 1000
	$(GO) test -v -timeout 60m -run 'TestCutAtEveryByte' ./room/server -cut-every 1
	$(GO) test -v -timeout 60m -run 'OthersHardlyNotice|HalfOpen|CrowdComesBack|ClockJumps|EndsAroundAnAppend|BackupThatIsRestored' ./room/server -samples 1000 -whole-wait -crowd 1000
	$(GO) test -v -timeout 60m -run 'TestBackAfterRunningOutOfMemory|TestTheServerStopsWhenItsDiskFails' ./cmd/casusoverleg -full-rooms 1000
	$(GO) test -v -timeout 60m -run 'AtTheDoor|TestTheCanary' ./cmd/casusoverleg -flooded 400
	$(GO) test -v -timeout 60m -run TestRoomsUnderFire ./room -rooms $(ROOMS) -from $(FROM)

# Every fuzz target, so long each. What one finds is kept in testdata/fuzz beside it, and
# is an ordinary test from then on.
FUZZTIME ?= 1m
FUZZED    = $(sort $(dir $(shell grep -rl --include='*_test.go' '^func Fuzz' crypto agenda room minutes client cmd)))
fuzz:
	@for p in $(FUZZED); do \
		targets="$$($(GO) test -list '^Fuzz' ./$$p)" || { echo "$$targets"; exit 1; }; \
		for t in $$(echo "$$targets" | grep '^Fuzz'); do \
			echo "$$p $$t"; \
			$(GO) test ./$$p -run '^$$' -fuzz "^$$t$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 2s -parallel 1 || exit 1; \
		done; \
	done

# Known vulnerabilities of what is used, by a copy of the Go vulnerability database:
# make vulnerabilities DB=/path/of/the/folder/with/index/and/ID
vulnerabilities:
	@test -d "$(DB)/ID" || { echo "DB must name a copy of the Go vulnerability database: a folder with index and ID"; exit 1; }
	@ls "$(DB)/ID" | sort -V | awk 'END { sub(".json", ""); print NR " known vulnerabilities, the newest " $$0 }'
	$(GO) run golang.org/x/vuln/cmd/govulncheck@v1.8.0 -db "file://$$(cd "$(DB)" && pwd)" ./...

# Take out each guard of docs/attacks.yaml, one by one: the tests it names must fail.
# ONLY is a regular expression of names.
ONLY ?= .
mutations:
	$(GO) test -v -count=1 -timeout 60m -run TestTakingOutEachGuard ./cmd/casusoverleg -mutations '$(ONLY)'

# The generated parts of docs.
docs:
	$(GO) generate ./...

clean:
	rm -rf build
