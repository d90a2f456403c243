module.exports = import('./esm.js').then((ns) => ns.value);
