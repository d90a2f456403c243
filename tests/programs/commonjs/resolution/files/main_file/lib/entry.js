module.exports = 'files/main_file/lib/entry.js';
