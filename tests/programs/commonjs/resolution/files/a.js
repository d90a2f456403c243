module.exports = 'files/a.js';
