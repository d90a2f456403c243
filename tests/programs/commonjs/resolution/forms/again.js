globalThis.tries = (globalThis.tries || 0) + 1;
if (globalThis.tries < 2) throw new Error('try ' + globalThis.tries);
module.exports = 'tries ' + globalThis.tries;
