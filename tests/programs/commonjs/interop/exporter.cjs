exports.a = 'a';
if (exports.a) module.exports.b = 'b';
exports['a name'] = 'spaced';
Object.defineProperty(exports, 'defined', { enumerable: true, get: function () { return values.defined; } });
Object.defineProperty(exports, '__esModule', { value: true });
const values = { defined: 'defined' };
exports.default = 'not the default';
