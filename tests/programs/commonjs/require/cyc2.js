const one = require('./cyc1');
exports.seen = one.done;
exports.own = 1;
