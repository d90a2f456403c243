for (const t of ['1', '-0.5e3', '"a\\u0041\\n\\/"', '[1,[2],{}]', '{"a":{"b":[null,true,false]}}', ' \n[ ] ',
  '{"a":1,"a":2}', '{"__proto__":1}', '""', '1E5']) console.log(JSON.stringify(JSON.parse(t)));
for (const bad of ['', '{', '[1,]', '{a:1}', "'a'", '01', '1.', '.5', '+1', '"\n"', '"\\x"', 'nul', 'undefined',
  '[1 2]', '{"a"}', 'NaN', '1 1', '"abc', '\u00a01']) {
  try {
    JSON.parse(bad);
    console.log('accepted', bad);
  } catch (e) { console.log(e.name, JSON.stringify(bad)); }
}
console.log(JSON.stringify(JSON.parse('{"a":[1,2,{"b":3}],"c":"x"}',
  (k, v) => typeof v === 'number' ? v * 10 : k === 'c' ? undefined : v)));
const keys = [];
JSON.parse('{"x":[1,{"y":2}]}', function (k, v) {
  keys.push(k + ':' + Array.isArray(this));
  return v;
});
console.log(keys.join());
const p = JSON.parse('{"z":1,"2":2,"1":3}');
console.log(Object.keys(p).join(), Object.hasOwn(JSON.parse('{"__proto__":{}}'), '__proto__'));
