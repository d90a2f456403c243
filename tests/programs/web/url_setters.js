// Setters of URL: what does not fit is ignored.
const set = (name, ...values) => {
  for (const value of values) {
    const u = new URL('https://user:pass@example.com:8080/a/b?x=1#frag');
    u[name] = value;
    console.log(name, JSON.stringify(value), u.href);
  }
};
set('protocol', 'http', 'ftp:', 'mailto', 'wss:xyz', '1');
set('username', 'me', '', 'a b:c');
set('password', 'secret', '', '@/');
set('host', 'other.org', 'other.org:99', 'x:y', '');
set('hostname', 'other.org', 'h:1', '[::1]');
set('port', '1', '443', '', '99999', '12ab', 'x', 80);
set('pathname', '/new', 'relative', '', '/a b?c#d');
set('search', '?y=2', 'z=3', '', '?', 'a b#c');
set('hash', '#new', 'plain', '', '#', 'a b');
set('href', 'http://n.org/', 'a:b');
const u = new URL('mailto:x@y');
u.host = 'h';
u.port = '1';
u.pathname = 'z@y';
u.username = 'q';
console.log(u.href);
try {
  u.href = 'nope';
} catch (e) {
  console.log(e.name, e.code, e.input, u.href);
}
