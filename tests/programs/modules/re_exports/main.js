import dflt, { x, renamed, y as why, inner } from './hub.js';
import * as hub from './hub.js';
console.log(dflt, x, renamed, why, inner.deep, Object.keys(hub).join());
console.log(hub.default === dflt, hub.inner === inner, hub.x);
