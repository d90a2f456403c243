module.exports = 'files/main_file/index.js';
