module.exports = 'files/with space.js';
