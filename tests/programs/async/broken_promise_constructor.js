// A promise whose `constructor` throws: what awaits it throws inside.
const broken = () => Object.defineProperty(Promise.resolve('v'), 'constructor', {
  get() {
    reads++;
    throw 'broken';
  },
});
let reads = 0;

async function* g() {
  try {
    yield 'start';
  } catch (e) {
    yield 'caught ' + e;
  }
}

async function* yields() {
  try {
    yield broken();
  } catch (e) {
    yield 'inside ' + e;
  }
}

async function* returns() {
  try {
    return broken();
  } catch (e) {
    yield 'inside ' + e;
  }
}

const show = (p) => p.then((r) => console.log(r), (e) => console.log('rejected', e));

(async () => {
  try {
    await broken();
  } catch (e) {
    console.log('await', e);
  }
  // To return it is to call its `then`, which asks for the constructor in a job.
  await show((async () => broken())());

  let it = g();
  await it.next();
  await show(it.return(broken()));
  await show(it.next());

  await show(g().return(broken()));

  it = g();
  await it.next();
  await it.next();
  await show(it.return(broken()));
  await show(it.return('fine'));

  await show(yields().next());
  await show(returns().next());

  try {
    for await (const v of [broken()]) console.log('not reached', v);
  } catch (e) {
    console.log('for await', e);
  }
  console.log(reads);
})();
