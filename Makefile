# make demo    build Yarrow, compile an example to a native executable and run it
# make check   what can be told of a change in a minute: types and lints of everything, and the quick tests of what differs from
#              SINCE, a commit (default: what is not committed)
# make test    the whole test suite; clippy is with make lint, and CI runs both
# make bless   rewrite what tests compare with: transcripts of the programs, texts of MIR, passes and analyses, messages on misuse
#              of the runtime's types, the interface's C header. Not test262's list of failures, which takes long: that is
#              make test262 ARGS=--bless. Not what says by hand what is right: tests/errors, tests/limits, checks in sources
# make bench   compile times, and run times beside the engines on PATH; RUNS=, FILTER= and PEERS= choose
# make bench-shapes  how compile times grow with the size of programs; ARGS='--shapes locals,yields'
# make bench-results  the same run times into benches/RESULTS.md and README.md
# make real    compile and run npm packages and are-we-fast-yet, compared with node
# make parity  programs, random programs, test262's generator core and a share of its asynchronous tests on every tier, plain and
#              under stress; ARGS='--only programs', ARGS='--only test262 --core-share 1' for the whole core on every tier
# make fuzz    random programs on every tier, for SECONDS=600
# make attack  every built-in under attack, for SECONDS=600: a share of them in a debug build, the rest in a release build
# make cargo-fuzz  coverage-guided fuzzing of the frontend and the MIR parser, for SECONDS=600 each (needs a nightly toolchain)
# make miri    unit tests of the heap and the value layer under Miri, which finds undefined behaviour; some minutes (needs a nightly toolchain)
# make asan    C hosts and programs with a runtime that AddressSanitizer watches, dead cells included; FILTER= chooses programs (needs a nightly toolchain)
# make test262 the conformance suite against its list of known failures, ARGS='--set language' and the like
# make limits  every case of stack and memory running out; make test runs those that are quick
# make lint    formatting, clippy, documentation
# make install install the yarrow command for this user

CARGO ?= cargo
RELEASE = $(or $(CARGO_TARGET_DIR),target)/release
YARROW = $(RELEASE)/yarrow

SECONDS ?= 600

.PHONY: all demo check bless test nightly miri asan test262 limits parity bench bench-results bench-shapes real fuzz attack cargo-fuzz lint install deps test-deps clean

all: $(YARROW)

deps:
	@.ci/install-deps

test-deps:
	@.ci/install-deps test

# What compiler/driver/build.rs takes from here; the stamp is older than what cargo may have looked at.
.PHONY: eval-archive
eval-archive: deps
	@mkdir -p $(RELEASE) && touch $(RELEASE)/libyarrow_eval.stamp.new
	$(CARGO) rustc --release --package yarrow-eval --lib --crate-type staticlib
	@mv $(RELEASE)/libyarrow_eval.stamp.new $(RELEASE)/libyarrow_eval.stamp

.PHONY: $(YARROW)
$(YARROW): eval-archive
	$(CARGO) build --release --package yarrow

demo: $(YARROW)
	@examples/demo.sh $(YARROW)

check: deps
	@CARGO="$(CARGO)" .ci/check

bless: deps
	@CARGO="$(CARGO)" .ci/bless

test: test-deps eval-archive
	$(CARGO) fmt --all --check
	$(CARGO) test --release --workspace
	@if dir=$$(tests/test262/checkout); then \
	  export TEST262_DIR=$$dir && \
	  $(CARGO) run --release --package yarrow-test262 -- --set generators && \
	  $(CARGO) run --release --package yarrow-test262 -- --set generators --gc stress --share 8 && \
	  $(CARGO) run --release --package yarrow-test262 -- --set async --gc plain --gc stress --share 4; \
	else \
	  echo "test: TEST262 WAS NOT RUN: there is no checkout of it; make test262 fetches one, or set TEST262_DIR" >&2; \
	fi

nightly:
	@rustup run nightly cargo --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal

# Values are integers that become pointers again, which Miri allows with permissive provenance. References are held to
# Stacked Borrows, the stricter and here the quicker of Miri's two models. The powers of two that tests name are to be exact.
miri: MIRIFLAGS = -Zmiri-permissive-provenance -Zmiri-deterministic-floats -Zmiri-disable-isolation
miri: nightly
	rustup component add --toolchain nightly miri rust-src
	MIRIFLAGS="$(MIRIFLAGS)" $(CARGO) +nightly miri test --package yarrow-gc --package yarrow-values --lib -- -Zunstable-options --report-time
	MIRIFLAGS="$(MIRIFLAGS)" $(CARGO) +nightly miri test --package yarrow-objects --package yarrow-machine --lib --test objects --test scopes --test generators \
	  -- -Zunstable-options --report-time

# With a target directory of its own, so that nobody installs this runtime by mistake. Programs end without freeing; a report
# is told from an uncaught exception by the exit code.
asan: deps nightly
	YARROW_SANITIZE=address $(CARGO) test --release --package yarrow --target-dir target/asan --test c_hosts -- c_host finalizers
	YARROW_SANITIZE=address ASAN_OPTIONS=detect_leaks=0:exitcode=99 $(CARGO) test --release --package yarrow --target-dir target/asan --test programs \
	  -- --skip ::interp --skip ::cranelift-jit --skip ::llvm $(FILTER)

test262: deps
	@dir=$$(tests/test262/checkout clone) && \
	  TEST262_DIR=$$dir $(CARGO) run --release --package yarrow-test262 -- $(ARGS)

limits: eval-archive
	YARROW_LIMITS=all $(CARGO) test --release --package yarrow --test limits

parity: $(YARROW) test-deps
	$(CARGO) build --release --package yarrow-test262
	TEST262_DIR=$$(tests/test262/checkout clone) $(CARGO) run --release --package yarrow-parity -- \
	  --yarrow $(YARROW) --test262 $(RELEASE)/yarrow-test262 $(ARGS)

bench: $(YARROW)
	$(CARGO) bench --package yarrow-benches --bench compile -- $(FILTER)
	$(CARGO) bench --package yarrow-benches --bench peers

bench-shapes: $(YARROW)
	$(CARGO) bench --package yarrow-benches --bench shapes -- $(ARGS)

bench-results: $(YARROW)
	$(CARGO) bench --package yarrow-benches --bench peers -- --write

real: $(YARROW)
	tests/real/run $(YARROW)

fuzz: $(YARROW)
	$(CARGO) run --release --package yarrow-fuzz -- --seconds $(SECONDS) --seed $(or $(SEED),$$(date +%s)000)

# A debug build has all assertions; the first one takes some minutes.
attack: deps
	$(CARGO) run --package yarrow-attack -- --seconds $$(($(SECONDS) / 3)) --seed $(or $(SEED),$$(date +%s))
	$(CARGO) run --release --package yarrow-attack -- --seconds $$(($(SECONDS) * 2 / 3)) --seed $(or $(SEED),$$(date +%s))

cargo-fuzz:
	command -v cargo-fuzz || $(CARGO) install cargo-fuzz
	for target in mir_text source_to_mir; do \
	  $(CARGO) +nightly fuzz run --fuzz-dir tests/fuzz/coverage $$target -- -max_total_time=$(SECONDS) -timeout=20 || exit 1; \
	done

lint: deps
	$(CARGO) fmt --all --check
	$(CARGO) clippy --release --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --release --workspace --no-deps

install: eval-archive
	$(CARGO) install --path compiler/driver

clean:
	$(CARGO) clean
