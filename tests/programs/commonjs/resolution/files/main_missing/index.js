module.exports = 'files/main_missing/index.js';
