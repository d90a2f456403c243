exports.text = 'inner text';
exports.factor = 2;
