const other = require('./replacing');
module.exports = { replaced: true, other };
