module.exports = { b: 2, c() { return this.b } };
