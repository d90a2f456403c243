module.exports = 'files/inner/index.js';
