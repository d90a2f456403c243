console.log('lib runs');
exports.add = (a, b) => a + b;
exports.name = 'lib';
