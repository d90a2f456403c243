// A module that is wrong rejects its import, and none of what it imports runs.
for (const name of ['syntax', 'no_export']) {
  try {
    await import(`./parts/${name}.js`);
  } catch (e) {
    console.log(name, e instanceof SyntaxError);
  }
}
console.log(await import('./parts/fine.js'));
