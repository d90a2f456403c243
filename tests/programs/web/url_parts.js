// The parts of URLs, and how they are normalised.
const show = (text, base) => {
  const u = new URL(text, base);
  console.log(u.href, [u.origin, u.protocol, u.username, u.password, u.host, u.hostname, u.port, u.pathname, u.search, u.hash].join(' | '));
};
show('https://user:pass@example.com:8080/a/b?x=1&y=2#frag');
show('HTTP://EXAMPLE.com:80/a/./b/../c');
show('//host/path', 'https://base.org/x');
show('../up?q', 'https://base.org/a/b/c');
show('#only', 'https://base.org/a?b');
show('?only', 'https://base.org/a?b#c');
show('http://m\xfcnchen.de/\xe4 \xf6?\xfc#\xdf');
show('file:///C:/dir/../x');
show('data:text/plain,hello world');
show('mailto:someone@example.org');
show('blob:https://a.com/id');
show('http://[::1]:3000/');
show('http://127.1/');
show('http://0x7f.1/?#');
show('  https://trim.me/\n');
show('http:\\\\back\\slash');
show('https://a.b/%7Efoo/%zz');
show(new URL('https://copied/x'));
console.log(URL.canParse('nope'), URL.canParse('a:b'), URL.canParse('x', 'http://h'), URL.canParse('x', 'h'));
console.log(JSON.stringify({ u: new URL('https://a/b') }), String(new URL('https://a/b')), `${new URL('https://a/b')}`);
console.log(new URL('https://u:p@h.com:81/p?q#h'));
console.log({ nested: new URL('http://x/?a=1') }, [[[[new URL('http://x/')]]]]);
console.log(Object.keys(URL.prototype), Object.keys(URL).includes('canParse'), URL.length, URL.name);
