return;
exports.never = 1;
