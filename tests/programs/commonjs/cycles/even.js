const odd = require('./odd');
exports.even = (n) => n === 0 || odd.odd(n - 1);
