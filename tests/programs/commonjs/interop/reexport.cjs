module.exports = require('./inner.cjs');
module.exports.own = 'own';
