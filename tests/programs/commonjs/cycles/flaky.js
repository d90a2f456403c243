globalThis.tries = (globalThis.tries || 0) + 1;
if (globalThis.tries < 3) throw new Error('try ' + globalThis.tries);
module.exports = 'ready';
