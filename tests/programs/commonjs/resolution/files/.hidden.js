module.exports = 'files/.hidden.js';
