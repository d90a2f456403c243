module.exports = 'files/dotted.name.js';
