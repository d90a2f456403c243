async function* g() {
  try {
    yield 1;
    yield 2;
  } finally {
    console.log('generator closed');
  }
}

(async () => {
  for await (const v of g()) {
    console.log(v);
    if (v === 2) throw new TypeError('out of the body');
  }
})();
