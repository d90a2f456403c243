module.exports = 'files/ünï.js';
