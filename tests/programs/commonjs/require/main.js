const a = require('./a');
const { b } = require('./b.js');
const data = require('./data.json');
console.log(a.name, b, data.list.length, data.o.x);
console.log(require('./a') === a, require.main === module, typeof require,
  require.resolve('./a') === __dirname + '/a.js');
console.log(this === module.exports, this === exports, module.id, module.loaded);
try { require('missing-package'); } catch (e) { console.log(e.code, e.message.split('\n')[0]); }
try { require('fs2'); } catch (e) { console.log(e instanceof Error, e.code); }
for (const n of ['./a', './b.js', './nope']) {
  try { console.log(typeof require(n)); } catch (e) { console.log(e.code); }
}
var counter = 0;
function inc() {
  counter++;
  return counter;
}
console.log(inc(), inc(), a.inc(), a.inc(), a.get());
const c1 = require('./cyc1');
console.log(c1.done, c1.seen);
console.log(typeof __filename, __filename.endsWith('main.js'), typeof exports);
const dir = require('./dir');
console.log(dir);
console.log(require('./fn')(3));
try { require('./throws'); } catch (e) { console.log(e.message); }
try { require('./throws'); } catch (e) { console.log(e.message); }
const esm = require('./esm.mjs');
console.log(esm.default, esm.x, esm.__esModule, Object.keys(esm).join());
console.log(require('./esm2.mjs'));
const m = require;
console.log(m('./a') === a);
{
  const require = (x) => 'shadow ' + x;
  console.log(require('./a'));
}
if (counter > 1) return;
console.log('not reached');
