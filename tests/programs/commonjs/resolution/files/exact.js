module.exports = 'files/exact.js';
