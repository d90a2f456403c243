const even = require('./even');
exports.odd = (n) => n !== 0 && even.even(n - 1);
