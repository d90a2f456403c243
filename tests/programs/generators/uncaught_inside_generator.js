// The finally block runs, then the program ends with the error.
function* g() { try { yield 'ok'; throw new Error('boom'); } finally { console.log('finally ran'); } }
console.log('before');
for (const x of g()) console.log(x);
console.log('never');
