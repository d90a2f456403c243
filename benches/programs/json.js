// Generated documents to JSON text and back: nesting, escapes, doubles, replacers and revivers.
const DOCUMENTS = 40, RECORDS = 250;
let seed = 42;
const random = (n) => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % n;
const LETTERS = 'abcdefghij"\\\n\té€';
function word(n) { let s = ''; for (let i = 0; i < n; i++) s += LETTERS[random(LETTERS.length)]; return s; }
function record(i) {
  return {
    id: i, name: word(4 + random(12)), 'a key': word(30), active: random(2) === 1, parent: random(4) === 0 ? null : random(i + 1),
    price: random(1e6) / 64, ratio: random(1e9) / 1e12, big: random(1e9) * 1e15,
    tags: Array.from({ length: random(6) }, () => word(5)),
    at: { x: random(2000) - 1000, y: random(2000) / 8, path: [[random(9), random(9)], [random(9), -random(9)], []] },
    missing: undefined,
  };
}
function hash(text, h) { for (let i = 0; i < text.length; i += 7) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0; return h; }
let h = 0, bytes = 0, total = 0;
for (let d = 0; d < DOCUMENTS; d++) {
  const document = { version: d, records: Array.from({ length: RECORDS }, (_, i) => record(i)) };
  const text = JSON.stringify(document);
  const copy = JSON.parse(text);
  for (const r of copy.records) total += r.price + r.at.x * r.at.y + r.tags.length;
  const pretty = JSON.stringify(copy, null, 2);
  if (JSON.stringify(JSON.parse(pretty)) !== text) throw new Error('the round trip changed the document');
  bytes += text.length + pretty.length;
  h = hash(pretty, hash(text, h));
  if (d % 8 === 0) {
    const doubled = JSON.parse(text, (key, value) => (key === 'price' ? value * 2 : value));
    const thin = JSON.stringify(doubled, (key, value) => (key === 'at' || typeof value === 'boolean' ? undefined : value));
    bytes += thin.length;
    h = hash(thin, h);
  }
}
console.log('json', bytes, h, total);
