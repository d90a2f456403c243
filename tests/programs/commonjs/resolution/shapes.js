module.exports = { module, exports, require, __filename, __dirname, self: this, args: arguments.length };
