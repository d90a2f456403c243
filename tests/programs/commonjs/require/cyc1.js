exports.done = false;
const two = require('./cyc2');
exports.seen = two.seen;
exports.done = true;
