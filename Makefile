# make demo    build Yarrow, compile an example to a native executable and run it
# make test    the whole test suite
# make bench   compile and run times, against node where it is on PATH
# make lint    formatting, clippy, documentation
# make install install the yarrow command for this user

CARGO ?= cargo
YARROW = target/release/yarrow

.PHONY: all demo test bench lint install deps test-deps clean

all: $(YARROW)

deps:
	@.ci/install-deps

test-deps:
	@.ci/install-deps test

.PHONY: $(YARROW)
$(YARROW): deps
	$(CARGO) build --release --package yarrow

demo: $(YARROW)
	@examples/demo.sh $(YARROW)

test: test-deps
	$(CARGO) fmt --all --check
	$(CARGO) test --release --workspace
	$(CARGO) clippy --release --workspace --all-targets -- -D warnings

bench: $(YARROW)
	$(CARGO) bench --package yarrow-benches

lint: deps
	$(CARGO) fmt --all --check
	$(CARGO) clippy --release --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --release --workspace --no-deps

install: deps
	$(CARGO) install --path compiler/driver

clean:
	$(CARGO) clean
