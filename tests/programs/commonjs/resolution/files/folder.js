module.exports = 'files/folder.js';
