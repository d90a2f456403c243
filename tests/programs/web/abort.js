// AbortController and AbortSignal.
const controller = new AbortController();
const { signal } = controller;
console.log(signal.aborted, signal.reason, signal.onabort);
signal.throwIfAborted();
signal.onabort = function (event) {
  console.log('onabort', this === signal, event.type, event.isTrusted, event.target === signal);
};
signal.addEventListener('abort', () => console.log('listener', signal.aborted));
console.log(controller, signal);
controller.abort();
controller.abort('too late');
console.log(signal.aborted, signal.reason.name, signal.reason.message, signal.reason.code);
console.log(signal.reason instanceof DOMException, signal.reason instanceof Error);
try {
  signal.throwIfAborted();
} catch (e) {
  console.log('thrown', e === signal.reason);
}
console.log(controller, signal);

const reasons = [new Error('mine'), 'text', null, 0];
for (const reason of reasons) {
  const c = new AbortController();
  c.abort(reason);
  console.log(c.signal.reason === reason, AbortSignal.abort(reason).reason === reason);
}
console.log(AbortSignal.abort().reason.name, AbortSignal.abort().aborted);

const c = new AbortController();
c.signal.onabort = () => console.log('first');
c.signal.addEventListener('abort', () => console.log('between'));
c.signal.onabort = () => console.log('second');
c.abort();
const d = new AbortController();
d.signal.onabort = () => console.log('never');
d.signal.onabort = null;
console.log(d.signal.onabort);
d.abort();
console.log(Object.keys(AbortSignal.prototype), Object.keys(AbortController.prototype));
console.log(String(d), String(d.signal));
