// What is no URL.
const attempt = (f) => {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message, e.input, e.base, Object.keys(e), e.stack.split('\n')[0]);
  }
};
attempt(() => new URL('nope'));
attempt(() => new URL('nope', 'bad base'));
attempt(() => new URL(''));
attempt(() => new URL('http://'));
attempt(() => new URL('http://a b/'));
attempt(() => new URL('http://a:99999/'));
attempt(() => new URL('http://[::1'));
attempt(() => new URL());
attempt(() => new URL(undefined));
attempt(() => new URL(null, 'http://h/'));
attempt(() => URL('http://a'));
attempt(() => URL.canParse());
attempt(() => new URL(Symbol('s')));
attempt(() => Reflect.get(URL.prototype, 'href', {}));
try {
  new URL('http://exa mple');
} catch (e) {
  e.stack = 'TypeError: Invalid URL\n    at somewhere';
  console.log(e);
}
