exports.early = 'a early';
const b = require('./b');
exports.fromB = b.sawEarly + ', ' + b.sawLate;
exports.late = 'a late';
exports.b = b;
