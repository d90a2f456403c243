module.exports = 'files/index.js';
