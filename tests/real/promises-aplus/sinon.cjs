"use strict";
// What promises-aplus-tests uses of the package `sinon`, whose version of then needs Node's `util`.

let calls = 0;

function spy(behaviour = () => {}) {
  const record = [];
  const wrapper = function (...args) {
    record.push({ args, order: calls++ });
    return behaviour.apply(this, args);
  };
  return Object.assign(wrapper, { record });
}

function stub() {
  let behaviour = () => {};
  const wrapper = spy(() => behaviour());
  wrapper.returns = (value) => { behaviour = () => value; return wrapper; };
  wrapper.throws = (error) => { behaviour = () => { throw error; }; return wrapper; };
  return wrapper;
}

const match = { same: (expected) => ({ matches: (value) => value === expected }) };

function check(value, message) {
  if (!value) throw new Error(message);
}

const assert = {
  calledWith: (wrapper, ...matchers) => check(wrapper.record.some(({ args }) => matchers.every((m, i) => m.matches(args[i]))), "was not called with that"),
  notCalled: (wrapper) => check(wrapper.record.length === 0, "was called"),
  // Each has a call after one of its predecessor.
  callOrder: (...wrappers) => {
    let last = -1;
    for (const { record } of wrappers) {
      const next = record.find(({ order }) => order > last);
      check(next, "were not called in that order");
      last = next.order;
    }
  },
};

module.exports = { spy, stub, match, assert };
