exports.done = false;
exports.early = 'early';
const b = require('./b');
exports.fromB = b.name;
exports.done = true;
