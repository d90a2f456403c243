"use strict";
// What promises-aplus-tests uses of Node's `assert`.

function assert(value, message) {
  if (!value) throw new Error(message ?? `${String(value)} is not true`);
}
assert.strictEqual = (actual, expected, message) => assert(Object.is(actual, expected), message ?? `${String(actual)} is not ${String(expected)}`);
assert.notStrictEqual = (actual, expected, message) => assert(!Object.is(actual, expected), message ?? `${String(actual)} is not to be`);
module.exports = assert;
