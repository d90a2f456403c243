// promise 8.3.0 in the Promises/A+ suite of promises-aplus-tests 2.1.2
const run = require("./promises-aplus/runner.cjs");
const Promise = require("promise/setimmediate/es6-extensions");

run({
  deferred: () => { const d = {}; d.promise = new Promise((resolve, reject) => Object.assign(d, { resolve, reject })); return d; },
});
