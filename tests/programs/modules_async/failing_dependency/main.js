// What a dependency is rejected with fails all that wait for it, the same error for each import.
const errors = [];
for (const name of ['one', 'two', 'bad', 'bad', 'fine']) {
  try {
    const ns = await import(`./${name}.js`);
    console.log(name, ns.default);
  } catch (e) {
    console.log(name, e.message);
    errors.push(e);
  }
}
console.log(errors.length, errors.every((e) => e === errors[0]));
