module.exports = 'files/main_no_ext/lib/entry.js';
