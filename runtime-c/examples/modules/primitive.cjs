module.exports = 'just a string';
