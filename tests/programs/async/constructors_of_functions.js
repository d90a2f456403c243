// The constructors of functions that have no global name, taken from functions.
const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;
const AsyncGeneratorFunction = (async function* () {}).constructor;
const GeneratorFunction = Reflect.getPrototypeOf(function* () {}).constructor;

const add = new AsyncFunction('a', 'b', 'return (await a) + (await b)');
const count = AsyncGeneratorFunction('n', 'for (let i = 0; i < n; i++) yield i');
const pair = new GeneratorFunction('yield 1; yield 2');

async function main() {
  console.log(await add(Promise.resolve(1), 2), add.length, add.name);
  for await (const v of count(3)) console.log('counted', v);
  console.log([...pair()], Object.getPrototypeOf(pair) === GeneratorFunction.prototype);
  console.log(AsyncFunction.name, AsyncGeneratorFunction.name, GeneratorFunction.name);
  try {
    new AsyncFunction('await 1; await');
  } catch (e) {
    console.log(e.constructor.name);
  }
  try {
    await new AsyncFunction('throw new RangeError("inside")')();
  } catch (e) {
    console.log(e.name, e.message);
  }
}

main();
