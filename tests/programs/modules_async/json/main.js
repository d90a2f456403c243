// JSON is imported with its type, and parsed when that happens.
const { default: data } = await import('./data.json', { with: { type: 'json' } });
console.log(data, data === (await import('./data.json', { with: { type: 'json' } })).default);
for (const options of [undefined, {}, { with: {} }, { with: { type: 'css' } }]) {
  try {
    await import('./data.json', options);
    console.log('imported');
  } catch (e) {
    console.log(e.name, e.code, e.message.replace(/file:.*\//, ''));
  }
}
for (const options of [1, { with: 1 }, { with: { type: 1 } }]) {
  await import('./data.json', options).catch((e) => console.log(e.name, e.code));
}
try { await import('./main.js', { with: { type: 'json' } }); } catch (e) { console.log(e.name, e.code); }
try { await import('./wrong.json', { with: { type: 'json' } }); } catch (e) { console.log(e.name); }
