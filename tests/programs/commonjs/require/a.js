exports.name = 'a';
let n = 10;
exports.inc = () => ++n;
exports.get = function () { return n; };
