implicitGlobal = 'made';
exports.seen = globalThis.implicitGlobal;
