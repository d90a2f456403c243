// Records of a few fields copied and changed, listed and put together: what programs do with parsed JSON.
const people = [];
for (let i = 0; i < 2000; i++) people.push({ id: i, name: `name${i % 97}`, age: 20 + (i % 50), city: `city${i % 13}`, tags: ['a', 'b'] });
let sum = 0;
for (let round = 0; round < 20; round++) {
  const older = people.map((p) => ({ ...p, age: p.age + round }));
  const bare = older.map(({ tags, ...rest }) => Object.assign({ tagged: tags.length }, rest));
  const groups = new Map();
  for (const p of bare) {
    if (!groups.has(p.city)) groups.set(p.city, []);
    groups.get(p.city).push(p);
  }
  for (const [city, members] of groups) sum = (sum + city.length * members.reduce((n, m) => n + m.age, 0)) % 1000003;
  for (const p of bare) {
    for (const [key, value] of Object.entries(p)) if (typeof value === 'number') sum = (sum + key.length * value) % 1000003;
    sum = (sum + Object.keys(p).length + Object.values(p).length) % 1000003;
  }
  const swapped = bare.slice(0, 500).map((p) => Object.fromEntries(Object.entries(p).map(([k, v]) => [k + '_', v])));
  for (const key in swapped[round]) sum += key.length;
}
console.log('records', sum);
