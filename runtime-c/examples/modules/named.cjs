// The other way to export.
exports.first = 1;
this.second = 2;
module.exports.third = 3;
exports[4] = 4;
exports.json = require('./values.json');
