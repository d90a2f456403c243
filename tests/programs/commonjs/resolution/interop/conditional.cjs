if (globalThis.never) {
  exports.never = 1;
}
function define() {
  exports.later = 'set later';
}
define();
exports['by text'] = 2;
exports.nested = exports.chain = 3;
const name = 'dynamic';
exports[name] = 4;
delete exports.gone;
module.exports.own = 5;
