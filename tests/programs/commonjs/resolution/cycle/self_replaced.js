module.exports = function first() {};
exports.same = require('./self_replaced') === module.exports;
module.exports.same = exports.same;
module.exports.parent = typeof module.parent;
