// The parts of a name may be variables that have one value.
const folder = './words/';
const ending = '.js';
const first = folder + 'one' + ending;
let word = `${folder}t`;
let grown = './words/th';
console.log('first:', (await import(first)).default);
console.log('sum:', (await import(word + 'wo' + ending)).default);
console.log('template:', (await import(`${word}en${ending}`)).default);
console.log('appended:', (await import((grown += 'ree' + ending))).default, grown);
async function chosen(name) {
  try {
    return (await import(folder + name + ending)).default;
  } catch (e) {
    return `${e.name} ${e.code}`;
  }
}
for (const name of ['six', 'seven', 'eight']) console.log('chosen:', name, await chosen(name));
var late = './words/nine.js';
if (late === '') var late = './words/none.js';
console.log('declared twice:', (await import(late)).default);
