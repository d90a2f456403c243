// Steps of `for await` while the program changes what promises and result objects find.
const log = [];
const note = (...words) => log.push(words.join(' '));

async function* numbers(n) {
  for (let i = 0; i < n; i++) yield i;
}

async function thenOnObjects() {
  let asked = 0;
  for await (const v of numbers(4)) {
    note('value', v);
    if (v === 1) {
      Object.defineProperty(Object.prototype, 'then', {
        configurable: true,
        get() {
          asked++;
          return undefined;
        },
      });
    }
    if (v === 2) delete Object.prototype.then;
  }
  note('then was asked for:', asked > 0);
}

async function thenReplacesResults() {
  const seen = [];
  for await (const v of numbers(3)) {
    seen.push(v);
    if (v === 0) {
      Object.prototype.then = function (resolve) {
        delete Object.prototype.then;
        resolve({ value: `instead of ${this.value}`, done: this.done });
      };
    }
  }
  note(seen.join(', '));
}

async function thenThrows() {
  try {
    for await (const v of numbers(3)) {
      note('before', v);
      Object.defineProperty(Object.prototype, 'then', {
        configurable: true,
        get() {
          delete Object.prototype.then;
          throw new Error('from the getter');
        },
      });
    }
  } catch (e) {
    note('caught', e.message);
  }
}

async function constructorOfPromises() {
  const before = Object.getOwnPropertyDescriptor(Promise.prototype, 'constructor');
  let asked = 0;
  for await (const v of numbers(3)) {
    note('value', v);
    if (v === 0) {
      Object.defineProperty(Promise.prototype, 'constructor', {
        configurable: true,
        get() {
          asked++;
          return Promise;
        },
      });
    }
    if (v === 1) Object.defineProperty(Promise.prototype, 'constructor', before);
  }
  note('constructor was asked for:', asked > 0);
}

async function constructorThrows() {
  const before = Object.getOwnPropertyDescriptor(Promise.prototype, 'constructor');
  try {
    for await (const v of numbers(5)) {
      note('value', v);
      if (v === 1) {
        Object.defineProperty(Promise.prototype, 'constructor', {
          configurable: true,
          get() {
            Object.defineProperty(Promise.prototype, 'constructor', before);
            throw new Error('no constructor');
          },
        });
      }
    }
  } catch (e) {
    note('caught', e.message);
  }
}

async function nextReplaced() {
  const prototype = Object.getPrototypeOf(numbers).prototype;
  const next = prototype.next;
  let calls = 0;
  prototype.next = function (...args) {
    calls++;
    return next.apply(this, args);
  };
  for await (const v of numbers(2)) note('value', v);
  prototype.next = next;
  note('calls', calls);
  // The loop has read `next` by the time that the body changes it.
  for await (const v of numbers(2)) {
    prototype.next = () => note('never');
    note('value', v);
  }
  prototype.next = next;
}

async function results() {
  const made = [{ value: 1, done: false }, { value: 2, done: 0 }, { done: '', value: 3 }, { value: 4, done: 'yes' }];
  const iterator = { next: () => made.shift(), [Symbol.asyncIterator]() { return this; } };
  for await (const v of iterator) note('result', v);
  for (const bad of [1, 'text', null, undefined, Symbol('s')]) {
    try {
      for await (const v of { [Symbol.asyncIterator]: () => ({ next: () => bad }) }) note('never', v);
    } catch (e) {
      note(e.constructor.name, e.message);
    }
  }
  const getters = { get done() { note('done'); return false; }, get value() { note('value'); return 5; } };
  for await (const v of { [Symbol.asyncIterator]: () => ({ next: () => getters, return: () => 1 }) }) {
    note('got', v);
    try {
      break;
    } finally {
      note('leaving');
    }
  }
}

async function main() {
  await thenOnObjects();
  await thenReplacesResults();
  await thenThrows();
  await constructorOfPromises();
  await constructorThrows();
  await nextReplaced();
  await results().catch((e) => note(e.constructor.name, e.message));
  console.log(log.join('\n'));
}

main();
