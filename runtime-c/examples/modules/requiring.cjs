exports.half = 1;
hook('in the middle');
exports.whole = 2;
