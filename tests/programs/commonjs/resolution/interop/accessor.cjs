const a = 1;
module.exports = { a, set value(v) {}, after: a };
