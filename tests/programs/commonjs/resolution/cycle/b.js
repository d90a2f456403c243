const a = require('./a');
exports.sawEarly = a.early;
exports.sawLate = a.late;
exports.a = a;
exports.later = () => a.late;
