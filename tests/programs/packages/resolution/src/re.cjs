module.exports = require("./inner.cjs");
module.exports.own = 1;
