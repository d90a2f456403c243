const a = require('./a');
exports.name = 'b';
exports.sawA = a.early + ' ' + a.done;
