// bluebird 3.7.2 in the Promises/A+ suite of promises-aplus-tests 2.1.2
const run = require("./promises-aplus/runner.cjs");
const Bluebird = require("bluebird");

run({
  deferred: () => { const d = {}; d.promise = new Bluebird((resolve, reject) => Object.assign(d, { resolve, reject })); return d; },
});
