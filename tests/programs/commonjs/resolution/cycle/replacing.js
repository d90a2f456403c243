const early = require('./replaced');
exports.keys = Object.keys(early).length;
exports.later = () => require('./replaced').replaced;
exports.held = () => early.replaced;
