// Signals that depend on others, and listeners that a signal removes.
const a = new AbortController();
const b = new AbortController();
const both = AbortSignal.any([a.signal, b.signal]);
const nested = AbortSignal.any([both]);
a.signal.addEventListener('abort', () => console.log('a', both.aborted));
both.addEventListener('abort', () => console.log('both', both.reason, nested.aborted));
nested.addEventListener('abort', () => console.log('nested', nested.reason));
b.abort('b was first');
a.abort('a is late');
console.log(both.reason, nested.reason, a.signal.reason);
console.log(AbortSignal.any([AbortSignal.abort('at once'), a.signal]).reason);
console.log(AbortSignal.any([]).aborted);

const target = new EventTarget();
const c = new AbortController();
const listener = () => console.log('heard');
target.addEventListener('x', listener, { signal: c.signal });
target.addEventListener('x', () => console.log('stays'));
target.dispatchEvent(new Event('x'));
c.abort();
target.dispatchEvent(new Event('x'));
target.addEventListener('x', listener, { signal: c.signal });
target.dispatchEvent(new Event('x'));

const attempt = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
};
attempt(() => new AbortSignal());
attempt(() => AbortSignal());
attempt(() => AbortController());
attempt(() => AbortSignal.any());
attempt(() => AbortSignal.any([1]));
attempt(() => AbortSignal.any([a.signal, {}]));
attempt(() => AbortSignal.timeout());
attempt(() => AbortSignal.timeout('1'));
attempt(() => AbortSignal.timeout(-1));
attempt(() => AbortSignal.timeout(1.5));
const timed = AbortSignal.timeout(1e6);
console.log(timed.aborted, timed instanceof AbortSignal);
