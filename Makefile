# wordmine: `make` lists what can be made.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

PREFIX ?= /usr/local
DESTDIR ?=
ROOT = $(DESTDIR)$(PREFIX)
INSTALL ?= install
FUZZ_SECONDS ?= 60
BENCH_DATA ?=

PACKAGES := libicu-dev zlib1g-dev libzstd-dev liblzma-dev libbz2-dev pkg-config libopenblas0 python3
# What links the library for C and Python: a compiler, and the tools of ICU's data.
NATIVE_PACKAGES := gcc binutils icu-devtools python3-venv bzip2 xz-utils zstd
LIBRARIES := WordMineText WordMineLexicon WordMineNumerics WordMine WordMineModels
SOURCES := Sources Tests Examples Package.swift
RELEASE := -c release --static-swift-stdlib
# What is tested is optimized code: that is what runs, and it is tested ten times as fast.
TESTS := -c release -Xswiftc -enable-testing --scratch-path .build-test
MODULES := $(notdir $(wildcard Sources/* Tests/*)) FuzzReplayTests
# The files to install, laid out as under PREFIX.
STAGE := .build/stage
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# The system libraries, where one is missing; nothing is done on systems without dpkg.
native-packages-extra := $(NATIVE_PACKAGES)
.PHONY: packages native-packages
packages native-packages:
	@command -v dpkg-query >/dev/null || exit 0; \
	missing=$$(for package in $(PACKAGES) $($@-extra); do \
	  status=$$(dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null || true); \
	  [ "$$status" = installed ] || echo "$$package"; \
	done); \
	[ -n "$$missing" ] || exit 0; \
	echo "Installing" $$missing; \
	root=$$([ "$$(id -u)" -eq 0 ] || echo sudo); \
	$$root apt-get -qq update; \
	$$root env DEBIAN_FRONTEND=noninteractive \
	  apt-get -qq install -y --no-install-recommends $$missing >/dev/null

.PHONY: build
build: packages ## Build for debugging
	swift build

.PHONY: release
release: packages ## Build the optimized command, .build/release/wordmine
	swift build $(RELEASE) --product wordmine

.PHONY: native
native: native-packages ## Link .build/native/libwordmine.so, for C and Python, with all that it needs inside
	swift build $(RELEASE) --product wordmine
	swift build $(RELEASE) --target WordMineC
	Scripts/native.sh library

.PHONY: test-native
test-native: native static deb ## Test the C interface under sanitizers, and what is linked with all that it needs inside
	Tests/Native/test.sh
	Tests/Native/same.sh .build/native/wordmine .build/native/program/wordmine .build/native/static/wordmine

.PHONY: wheel
wheel: native ## Make dist/wordmine-*.whl, for pip: the Python package, the library and the command
	Scripts/wheel.sh build

.PHONY: test-wheel
test-wheel: wheel ## Test the wheel in fresh virtual environments
	Scripts/wheel.sh test

.PHONY: test-spark
test-spark: wheel ## Test the wheel on Apache Spark, on a cluster of this machine
	Scripts/spark.sh test

.PHONY: spark-demo
spark-demo: wheel ## Mine the fetched text on a Spark cluster of this machine, and compare with one machine
	corpora/fetch.sh
	mkdir -p .build
	cd corpora/fetched && cat people-1998.txt reviews.tsv manpages-zh.txt libreoffice-help-zh.txt >$(CURDIR)/.build/demo.txt
	Scripts/spark.sh demo .build/demo.txt

.PHONY: static
static: native-packages ## Link .build/native/static/wordmine, which needs no library at all
	swift build $(RELEASE) --product wordmine
	Scripts/native.sh static

.PHONY: deb
deb: native-packages ## Make dist/wordmine_*.deb: the command, its manual pages and completions
	swift build $(RELEASE) --product wordmine
	Scripts/native.sh program
	Scripts/deb.sh .build/native/program/wordmine

.PHONY: test
test: packages ## Install what is missing, run all tests
	swift build $(TESTS) --build-tests
	swift test $(TESTS) --skip-build

.PHONY: golden
golden: packages ## Run the commands of the golden cases, compare what they print
	swift build $(TESTS) --build-tests
	swift test $(TESTS) --skip-build --filter Golden

.PHONY: check
check: lint warnings test docs ## What every commit passes: lint, no warnings, tests, golden cases, docs

# Only what is compiled warns: the modules of this package are compiled anew, the others stay.
.PHONY: warnings
warnings: packages
	rm -rf $(MODULES:%=.build/debug/%.build)
	mkdir -p .build
	swift build --build-tests 2>&1 | tee .build/warnings.log
	! grep -E '/(Sources|Tests)/.*: warning: ' .build/warnings.log | grep -v '/\.build/' | sort -u

.PHONY: golden-update
golden-update: packages ## Write what the golden cases print now; then read the diff
	swift build $(TESTS) --build-tests
	UPDATE_GOLDEN=1 swift test $(TESTS) --skip-build --filter 'Golden|ReadmeTests|WalkThrough'

.PHONY: bench
bench: bench-data release ## Measure speed and memory on the texts of BENCH_DATA=DIR
	Tests/Benchmarks/bench.sh "$(BENCH_DATA)"

.PHONY: bench-numerics
bench-numerics: packages ## Measure the speed of the numerics
	swift build -c release --product NumericsBenchmark
	.build/release/NumericsBenchmark

.PHONY: bench-models
bench-models: bench-data release ## Measure classifiers and vectors on the reviews of BENCH_DATA=DIR, beside scikit-learn
	Tests/Benchmarks/bench-models.sh "$(BENCH_DATA)"

.PHONY: bench-dedupe
bench-dedupe: bench-data release ## Measure near-duplicates on the reviews of BENCH_DATA=DIR, beside brute force
	Tests/Benchmarks/bench-dedupe.sh "$(BENCH_DATA)"

.PHONY: bench-templates
bench-templates: bench-data release ## Measure links, trees and templates on the texts of BENCH_DATA=DIR
	Tests/Benchmarks/bench-templates.sh "$(BENCH_DATA)"

.PHONY: bench-regex
bench-regex: bench-data release ## Check the regular expressions of templates beside `match` on the reviews of BENCH_DATA=DIR
	Tests/Benchmarks/bench-regex.sh "$(BENCH_DATA)"

.PHONY: bench-terms
bench-terms: bench-data release ## Measure lists of new terms on the judged strings of BENCH_DATA=DIR, and jieba with them
	Tests/Benchmarks/bench-terms.sh "$(BENCH_DATA)"

.PHONY: bench-python
bench-python: bench-data wheel ## Measure a cut in Python on the texts of BENCH_DATA=DIR, beside jieba, jieba_fast and rjieba
	Tests/Benchmarks/bench-python.sh "$(BENCH_DATA)"

.PHONY: bench-data
bench-data:
	@[ -d "$(BENCH_DATA)" ] || { echo "Say where the texts are: make bench BENCH_DATA=DIR" >&2; exit 2; }

.PHONY: fuzz
fuzz: packages ## Feed damaged input to every reader, FUZZ_SECONDS=60 each
	FUZZ_SECONDS=$(FUZZ_SECONDS) Tests/Fuzz/fuzz.sh

.PHONY: faults
faults: release ## Disturb every command: kills, failing calls, hostile options and texts; write docs/faults.md
	python3 Tests/Faults/faults.py .build/release/wordmine --table docs/faults.md
	DAMAGE=8 swift test $(TESTS) --filter DamageTests

.PHONY: test-browser
test-browser: release ## Test the page of `report` in Chromium, where it can be had
	Tests/Browser/test.sh .build/release/wordmine

.PHONY: screenshots
screenshots: release ## Take the pictures of docs/ from a report of the fetched reviews
	corpora/fetch.sh
	REPORT="$(CURDIR)/corpora/fetched/reviews.tsv --column 2 --by 1 \
	  --known $(CURDIR)/corpora/fetched/jieba-dict.txt" \
	  Tests/Browser/test.sh .build/release/wordmine --screenshots docs

.PHONY: lint
lint: ## Check the format of the code and the order of its folders, test the scripts
	swift format lint --strict -r $(SOURCES)
	Scripts/floors.py
	Scripts/page_hashes.py --check
	cd Tests/Scripts && python3 -m unittest -q test_floors test_figures

.PHONY: format
format: ## Format the code in place
	swift format -i -r $(SOURCES)

.PHONY: figures
figures: ## Print code metrics: lengths, documented declarations, back arrows
	@Scripts/figures.py

.PHONY: docs
docs: packages docs-python ## Write the documentation of the libraries to .build/docs
	mkdir -p .build/docs
	for library in $(LIBRARIES); do \
	  swift package --allow-writing-to-directory .build/docs generate-documentation \
	    --target $$library --output-path .build/docs/$$library --transform-for-static-hosting; \
	done

.PHONY: docs-python
docs-python: wheel ## Write the documentation of the Python package to .build/docs/python
	Scripts/wheel.sh docs

.PHONY: corpus
corpus: ## Fetch 15 MB of real text and a known dictionary to corpora/fetched
	corpora/fetch.sh

.PHONY: docs-examples
docs-examples: release ## Write docs/examples.md: what the commands find in the fetched corpus
	@corpora/fetch.sh || echo "The corpus cannot be fetched: the page is made of what is here."
	docs/examples.sh .build/release/wordmine

.PHONY: demo
demo: release ## Fetch a corpus and mine it: the best words, the new ones, segmented lines
	@corpora/fetch.sh || echo "The corpus cannot be fetched: the demo goes on with what is here."
	dictionaries/demo.sh

# The manual pages and the completions are generated from the help of the command.
.PHONY: stage
stage: release
	rm -rf $(STAGE)
	install -D -m 755 .build/release/wordmine $(STAGE)/bin/wordmine
	Scripts/manual.py .build/release/wordmine $(STAGE)/share/man/man1
	mkdir -p $(STAGE)/share/bash-completion/completions $(STAGE)/share/zsh/site-functions \
	  $(STAGE)/share/fish/vendor_completions.d
	Scripts/completions.py .build/release/wordmine bash \
	  >$(STAGE)/share/bash-completion/completions/wordmine
	Scripts/completions.py .build/release/wordmine zsh >$(STAGE)/share/zsh/site-functions/_wordmine
	Scripts/completions.py .build/release/wordmine fish \
	  >$(STAGE)/share/fish/vendor_completions.d/wordmine.fish

.PHONY: install
install: stage ## Install to PREFIX=/usr/local, where need be with INSTALL="sudo install"
	INSTALL="$(INSTALL)" Scripts/install.sh $(STAGE) "$(ROOT)"

.PHONY: uninstall
uninstall: ## Remove what install created under PREFIX=/usr/local
	Scripts/uninstall.sh "$(ROOT)"

.PHONY: test-install
test-install: stage ## Test install, uninstall, the manual pages and the completions
	python3 Tests/Scripts/test_install.py

.PHONY: test-consumers
test-consumers: release ## Test what is written for SentencePiece, jieba, Rime, MeCab, … with these programs
	Tests/Consumers/run.sh .build/release/wordmine

.PHONY: clean
clean: ## Remove what was built; the fetched corpus stays
	rm -rf .build .build-test .build-fuzz dictionaries/built dist
