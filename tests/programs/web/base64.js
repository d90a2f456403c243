// atob and btoa.
console.log(btoa(''), btoa('a'), btoa('ab'), btoa('abc'), btoa('h\xe9llo'), btoa(null), btoa(12));
console.log([atob(''), atob('YQ=='), atob('YQ'), atob(' Y W\tJ\nj '), atob('aOlsbG8=')]);
console.log(atob(btoa(String.fromCharCode(...Array(256).keys()))).length, atob('ab//').charCodeAt(2));
for (const text of ['a', 'abcde', 'abc$', 'YQ=', 'YQ===', '=', '==', 'YQ==YQ==', 'Y=Q=', 'ab\u0101c', 'YWJj=', 'YWI=\n', '====']) {
  try {
    console.log(JSON.stringify(text), JSON.stringify(atob(text)));
  } catch (e) {
    console.log(JSON.stringify(text), e.name, e.code, e instanceof DOMException);
  }
}
try {
  btoa('\u0101');
} catch (e) {
  console.log(e.name, e.message, e.code);
}
for (const f of [atob, btoa]) {
  try {
    f();
  } catch (e) {
    console.log(f.name, f.length, e.name, e.code, e.message);
  }
}
