// promises-aplus-tests 2.1.2: the Promises/A+ suite on native promises
const run = require("./promises-aplus/runner.cjs");

run({
  resolved: (value) => Promise.resolve(value),
  rejected: (reason) => Promise.reject(reason),
  deferred: () => Promise.withResolvers?.() ?? (() => { const d = {}; d.promise = new Promise((resolve, reject) => Object.assign(d, { resolve, reject })); return d; })(),
});
