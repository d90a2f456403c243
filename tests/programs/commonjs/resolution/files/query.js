module.exports = 'files/query.js';
