// The jobs that are there still run before the program ends.
const broken = { get then() { throw new SyntaxError('in the getter'); } };

(async () => {
  console.log('before');
  await broken;
})();

Promise.resolve()
  .then(() => console.log('one'))
  .then(() => console.log('two'))
  .then(() => console.log('three'));
