Object.assign(exports, { x: 1 });
delete exports.x;
exports['y z'] = 2;
