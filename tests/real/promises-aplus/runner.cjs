"use strict";
// Runs the test files of promises-aplus-tests, which use mocha's globals, in the order in which they are written.
//
// Time is virtual: a timer fires as soon as nothing else is left to do, and the clock then jumps to it. An adapter's own
// timers are not among these, so that a library may schedule by the host's setTimeout.

// CommonJS libraries of that time, and the suite itself, know the global object by this name.
globalThis.global ??= globalThis;

const hostTimeout = globalThis.setTimeout;
const hostImmediate = globalThis.setImmediate;
const timers = [];
let now = 0;
let sequence = 0;

function virtualTimeout(callback, delay = 0, ...args) {
  const timer = { time: now + Math.max(1, delay), sequence: sequence++, callback, args };
  timers.push(timer);
  return timer;
}

function cancel(timer) {
  const at = timers.indexOf(timer);
  if (at >= 0) timers.splice(at, 1);
}

// Some turns of the event loop, in which whatever the last callback began comes to rest.
function settle(then, turns = 4) {
  if (turns === 0) then();
  else if (turns % 2) hostTimeout(() => settle(then, turns - 1), 0);
  else hostImmediate(() => settle(then, turns - 1));
}

const root = { title: "", parent: null, children: [], beforeEach: [], afterEach: [] };
let suite = root;
let current = null;

globalThis.describe = (title, body) => {
  const parent = suite;
  suite = { title, parent, children: [], beforeEach: [], afterEach: [] };
  parent.children.push(suite);
  body();
  suite = parent;
};
globalThis.specify = globalThis.it = (title, body) => { suite.children.push({ title, parent: suite, body }); };
globalThis.beforeEach = (hook) => { suite.beforeEach.push(hook); };
globalThis.afterEach = (hook) => { suite.afterEach.unshift(hook); };

const path = (node) => (node.parent === root ? node.title : `${path(node.parent)} > ${node.title}`);
const hooks = (node, kind) => (node === null ? [] : kind === "beforeEach" ? [...hooks(node.parent, kind), ...node[kind]] : [...node[kind], ...hooks(node.parent, kind)]);

const files = new Map();
let passed = 0;
const failures = [];

function finish(test, error) {
  if (test.over) {
    if (error === undefined && test === current) failures.push(`${path(test)}: done is called twice`);
    return;
  }
  test.over = true;
  const file = /^[\d.]+\d/.exec(path(test))[0].split(".").slice(0, 3).join(".");
  const counts = files.get(file) ?? { passed: 0, failed: 0 };
  files.set(file, counts);
  if (error === undefined) {
    passed += 1;
    counts.passed += 1;
  } else {
    counts.failed += 1;
    failures.push(`${path(test)}: ${error}`);
  }
}

function* tests(node) {
  if (node.body) yield node;
  else for (const child of node.children) yield* tests(child);
}

// The next timer of the current test, or the next test where none is left.
function step(queue) {
  if (timers.length) {
    timers.sort((a, b) => a.time - b.time || a.sequence - b.sequence);
    const { time, callback, args } = timers.shift();
    now = Math.max(now, time);
    try {
      callback(...args);
    } catch (error) {
      finish(current, String(error));
    }
  } else {
    if (current) for (const hook of hooks(current.parent, "afterEach")) hook();
    const { value, done } = queue.next();
    if (done) return report();
    const test = current = value;
    const limit = virtualTimeout(() => finish(test, "not done within 200 ms"), 200);
    try {
      for (const hook of hooks(test.parent, "beforeEach")) hook();
      test.body((error) => { cancel(limit); finish(test, error === undefined ? undefined : String(error)); });
      if (test.body.length === 0) { cancel(limit); finish(test); }
    } catch (error) {
      cancel(limit);
      finish(test, String(error));
    }
  }
  settle(() => step(queue));
}

function report() {
  for (const [file, counts] of files) console.log(`${file}: ${counts.passed} passed, ${counts.failed} failed`);
  for (const failure of failures) console.log(failure);
  console.log(`${passed} passed, ${failures.length} failed`);
}

module.exports = (adapter) => {
  adapter.resolved ??= (value) => { const d = adapter.deferred(); d.resolve(value); return d.promise; };
  adapter.rejected ??= (reason) => { const d = adapter.deferred(); d.reject(reason); return d.promise; };
  // Many a test leaves a rejected promise alone.
  process.on("unhandledRejection", () => {});
  globalThis.adapter = adapter;
  globalThis.setTimeout = virtualTimeout;
  require("./testFiles.js");
  settle(() => step(tests(root)));
};
