module.exports = 'files/main_dot/index.js';
