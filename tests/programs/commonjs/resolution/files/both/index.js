module.exports = 'files/both/index.js';
