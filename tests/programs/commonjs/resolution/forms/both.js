exports.a = 1;
module.exports.b = 2;
exports = module.exports = { c: 3 };
exports.d = 4;
