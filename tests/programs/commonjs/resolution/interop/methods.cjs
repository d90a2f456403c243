const a = 1;
module.exports = { a, method() {}, after: a };
