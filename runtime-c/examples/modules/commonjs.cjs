// A CommonJS file, whose exports are what `module.exports` has when it has run.
let reads = 0;
const hidden = { value: 5 };
function add(a, b) {
  return a + b;
}
module.exports = {
  add,
  'a name': 'any string',
  default: 'a property',
  get reads() {
    return ++reads;
  },
  get broken() {
    throw new TypeError('this getter throws');
  },
};
Object.defineProperty(module.exports, 'hidden', hidden);
for (const name of ['one', 'two']) module.exports[name] = name + ' made in a loop';
Object.setPrototypeOf(module.exports, { inherited: true });
