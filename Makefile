# Two targets are all a newcomer needs: run and test. See README.md.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
STATICCHECK := go tool -modfile=tools/staticcheck/go.mod staticcheck
TEMPL := go tool -modfile=tools/templ/go.mod templ

.PHONY: offline soak run test check generate figure bench measure fuzz shots install

run:
	go run ./cmd/unknot serve

# Everything that must hold, from the tools up; the last line says what ran.
test: install check
	@tools/report-tests

# What can be checked without running: form, vet, staticcheck, generated files.
check:
	@echo "== format"; bad=$$(gofmt -l $$(git ls-files '*.go')); \
	  if [ -n "$$bad" ]; then echo "not formatted: $$bad; run gofmt -w"; exit 1; fi
	@echo "== vet"; go vet ./...; GOOS=js GOARCH=wasm go vet ./cmd/unknot-offline
	@echo "== staticcheck"; $(STATICCHECK) ./...
	@echo "== generated pages"; $(TEMPL) generate -path internal >/dev/null 2>&1; \
	  git diff --exit-code --stat -- '*_templ.go' || { echo "generated pages are old; commit what make generate wrote"; exit 1; }

# What the tests need besides Go: a browser, PostgreSQL, npm packages.
install:
	@tools/install

generate:
	$(TEMPL) generate -path internal
	gofmt -w $$(git ls-files '*_templ.go')
	go generate ./internal/...

# The program that browsers take along, so that pages work without the server:
# anew when its code changed, as a test will say. A minute or two.
offline:
	go run ./tools/offline internal/edge/web/assets/offline

# The pictures and cells of the body anew: some minutes.
figure:
	go generate ./core/body/figure

bench:
	go test -run '^$$' -bench . -benchmem ./...

# What a person with a slow phone waits for, and what a page costs the server.
measure:
	go test -run '^$$' -bench SlowPhone -benchtime 1x ./internal/edge/web
	go test -run '^$$' -bench Pages -benchtime 300x ./internal/edge/cli

# Each entry point for FUZZTIME; findings go to testdata and are kept.
FUZZTIME ?= 10m
fuzz:
	@tools/fuzz $(FUZZTIME)

# The tests that take chances, with full counts: a thousand kills while writing.
soak:
	UNKNOT_SOAK=1000 go test -timeout 4h ./internal/store ./core/posterior
	UNKNOT_SOAK=300 go test -timeout 1h -run TestThreeServers ./internal/edge/cli

# Pictures of every page and state, phone and desktop, light, dark and on paper,
# into shots/.
shots:
	UNKNOT_SHOTS=$(CURDIR)/shots go test -count=1 -run TestShots ./internal/edge/web
