// when 3.7.8 in the Promises/A+ suite of promises-aplus-tests 2.1.2
const run = require("./promises-aplus/runner.cjs");
const when = require("when");

when.Promise.onPotentiallyUnhandledRejection = () => {};
run({ resolved: when.resolve, rejected: when.reject, deferred: when.defer });
