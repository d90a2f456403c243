let count = 0;
exports.count = () => ++count;
