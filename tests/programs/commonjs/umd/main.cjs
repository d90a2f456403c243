// Wrappers that hand `require` to a function find files by the names that it is called with.
(function (factory) {
  if (typeof module === 'object' && typeof module.exports === 'object') {
    const v = factory(require, exports);
    if (v !== undefined) module.exports = v;
  }
})(function (require, exports) {
  exports.named = require('./dep.cjs') + 1;
});
console.log('named', exports.named);

(function (f) {
  f(require, exports);
})(function (e, t) {
  t.minified = e('./dep.cjs') + e('./other.cjs');
});
console.log('minified', exports.minified);

((load) => {
  try {
    load('./missing.cjs');
  } catch (e) {
    console.log('missing', e.code);
  }
})(require);

// Not a file, and not `require`: a parameter may be anything.
console.log('text', ((f) => f('./dep.cjs'))((s) => s.length));
