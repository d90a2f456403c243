module.exports = 'files/folder/index.js';
