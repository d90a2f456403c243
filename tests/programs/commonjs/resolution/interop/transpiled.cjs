'use strict';
Object.defineProperty(exports, '__esModule', { value: true });
exports.createHelper = createHelper;
exports.default = void 0;
function createHelper() {
  return 'helper';
}
exports.default = 'the default';
