const m = require('./module.mjs');
exports.text = m.default + m.named() + m.named();
exports.same = require('./module.mjs') === m;
exports.keys = Object.keys(m).join() + ' ' + require('./as_function.mjs')(4);
try { require('./throwing.mjs'); } catch (e) { exports.text += ' ' + e.message; }
try { require('./throwing.mjs'); } catch (e) { exports.text += ' ' + e.message; }
