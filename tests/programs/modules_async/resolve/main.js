// import.meta.resolve answers by the text alone.
const here = import.meta.url.slice(0, import.meta.url.lastIndexOf('/') + 1);
const specifiers = ['./x.js', '../y/./z.js', '.', '..', './a b', './a%20b?x#y', '/root', 'node:fs', 'http://a/b?c#d', 'FILE:///q',
  'a:b', './a\\b'];
for (const s of specifiers) console.log(s, import.meta.resolve(s).replace(here, '<here>/').replace(/^.*\/modules_async\//, '<up>/'));
for (const s of ['missing-package', '@a/b/c', '#internal', '']) {
  try { console.log(import.meta.resolve(s)); } catch (e) { console.log(s, e.name, e.code); }
}
console.log(import.meta.resolve('fs'), import.meta.resolve.name, import.meta.resolve.length, Object.keys(import.meta));
console.log((await import(import.meta.resolve('./target.js'))).default);
console.log((await import('./target.js')).default);
