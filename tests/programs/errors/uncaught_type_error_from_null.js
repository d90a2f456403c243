// The message is the engine's own; only the kind is fixed.
const o = { inner: null }; console.log('before'); let kind; try { o.inner.x; } catch (e) { kind = e.name; } console.log(kind); throw new TypeError('no inner');
