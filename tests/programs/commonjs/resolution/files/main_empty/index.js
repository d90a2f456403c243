module.exports = 'files/main_empty/index.js';
