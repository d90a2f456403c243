exports.lost = 1;
module.exports = () => typeof exports.lost + ' ' + (exports === module.exports);
