var onlyHere = 1;
function alsoHere() {}
exports.global = typeof globalThis.onlyHere + typeof globalThis.alsoHere;
