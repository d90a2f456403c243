module.exports = 'files/only_cjs.cjs';
