module.exports = 'files/main_folder/lib/index.js';
