const a = 1, b = 2;
module.exports = { a, b, 'quoted name': a, c: b, d: 4, e: 5 };
