module.exports = 'files/main_number/index.js';
