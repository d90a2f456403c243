// promise-polyfill 8.3.0 in the Promises/A+ suite of promises-aplus-tests 2.1.2
const run = require("./promises-aplus/runner.cjs");
const Polyfill = require("promise-polyfill");

Polyfill._unhandledRejectionFn = () => {};
run({
  deferred: () => { const d = {}; d.promise = new Polyfill((resolve, reject) => Object.assign(d, { resolve, reject })); return d; },
});
