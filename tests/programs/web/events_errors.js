// What is wrong to pass.
const attempt = (name, f) => {
  try {
    console.log(name, f());
  } catch (e) {
    console.log(name, e.name, e.code, e.message, Object.getPrototypeOf(e).constructor.name);
  }
};
const get = (Class, name) => () => Reflect.get(Class.prototype, name, {});
attempt('called', () => Event('a'));
attempt('no type', () => new Event());
attempt('options', () => new Event('a', 5));
attempt('target called', () => EventTarget());
attempt('receiver', () => EventTarget.prototype.addEventListener.call({}, 'a', () => {}));
attempt('one argument', () => new EventTarget().addEventListener('a'));
attempt('none', () => new EventTarget().addEventListener());
attempt('number', () => new EventTarget().addEventListener('a', 5));
attempt('string', () => new EventTarget().addEventListener('a', 'a string that is too long to be shown whole'));
attempt('signal', () => new EventTarget().addEventListener('a', () => {}, { signal: {} }));
attempt('options', () => new EventTarget().addEventListener('a', () => {}, 'x'));
attempt('remove', () => new EventTarget().removeEventListener('a', true));
attempt('dispatch', () => new EventTarget().dispatchEvent());
attempt('dispatch an object', () => new EventTarget().dispatchEvent({}));
attempt('dispatch a string', () => new EventTarget().dispatchEvent('click'));
attempt('dispatch a function', () => new EventTarget().dispatchEvent(function click() {}));
attempt('type', get(Event, 'type'));
attempt('target', get(Event, 'target'));
attempt('detail', get(CustomEvent, 'detail'));
attempt('aborted', get(AbortSignal, 'aborted'));
attempt('symbol', () => new Event(Symbol('s')));
const twice = new EventTarget();
const event = new Event('again');
twice.addEventListener('again', () => attempt('recursion', () => twice.dispatchEvent(event)));
twice.dispatchEvent(event);
