module.exports = 'files/both.js';
