const log = [];
const t = (x, v = x) => {
  log.push(x);
  return v;
};
const done = (n) => {
  console.log(n, log.join(' '));
  log.length = 0;
};
t('f', (...a) => 0)(t('a'), t('b'), ...t('s', [1]));
done('call');
t('o', {})[t('k')] = t('v');
done('member assign');
t('l', 1) + t('r', 2) * t('q', 3);
done('arith');
const o = { [t('k1')]: t('v1'), [t('k2')]: t('v2') };
done('literal');
t('o', { m() {} }).m(t('x'));
done('method');
new (t('C', class {
  constructor() { log.push('ctor'); }
}))(t('arg'));
done('new');
[t('e1'), t('e2')];
done('array');
`${t('p1')}${t('p2')}`;
done('template');
t('c', 0) ? t('y') : t('n');
done('cond');
(t("a", 1) && t("b", 0)) || t("d", 3);
done("logic");
const obj = { get g() {
  log.push("get");
  return 1;
}, set g(v) {
  log.push("set" + v);
} };
obj.g += t("rhs", 2);
done("compound");
obj.g++;
done("inc");
const b = { valueOf() {
  log.push("valueOf");
  return 2;
} };
b * t("x", 3);
done("late conversion");
({ a: t("T1", {}).x, b: t("T2", {}).y } = { get a() {
  log.push("ga");
  return 1;
}, get b() {
  log.push("gb");
  return 2;
} });
done("pattern");
class K {
  static [t("m1")]() {}
  static [t("m2")] = log.push("init");
  static { t("block"); }
  [t("m3")] = 1;
}
done("class");
let x = 1;
x += (x = 5, 10);
console.log(x);
let i = 0;
const arr = [i++, i++, i];
arr[i++] = i++;
console.log(arr.join(), i);
let z = 1;
console.log(z + (z = 2) + z, z++ + ++z, z-- - --z);
delete t("d", {})[t("k")];
done("delete");
t("k") in t("o", {});
done("in");
