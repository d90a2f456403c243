// expect: `await` is only allowed in async functions: `load` lacks `async`
// expect: `await` is only allowed in async functions: `static * [Symbol.iterator]` lacks `async`
// expect: `await` is only allowed in async functions, and a getter is never one
// expect: `await` is only allowed in async functions, and a constructor is never one
// expect: `await` is not allowed in the initializer of a class field
// line: 10
// line: 12
// expect: 5 errors found
class A {
  load(x) { await x; }
  static * [Symbol.iterator](x) {
    await x;
  }
  get size() { return await 1; }
  constructor(x) { await x; }
  field = await 1;
}
