module.exports = 'files/bom.js';
