exports.before = 1;
const me = require('./self');
exports.same = me === exports;
exports.cached = require('./self') === module.exports;
