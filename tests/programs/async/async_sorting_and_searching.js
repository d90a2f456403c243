// Algorithms whose comparisons are asked for elsewhere.
let asked = 0;
const compare = async (a, b) => {
  asked++;
  await null;
  return a < b ? -1 : a > b ? 1 : 0;
};

async function mergeSort(list) {
  if (list.length < 2) return list;
  const mid = list.length >> 1;
  const [left, right] = await Promise.all([mergeSort(list.slice(0, mid)), mergeSort(list.slice(mid))]);
  const out = [];
  let i = 0, j = 0;
  while (i < left.length && j < right.length) {
    out.push(await compare(left[i], right[j]) <= 0 ? left[i++] : right[j++]);
  }
  return [...out, ...left.slice(i), ...right.slice(j)];
}

async function quickSort(a, lo = 0, hi = a.length - 1) {
  if (lo >= hi) return a;
  const pivot = a[(lo + hi) >> 1];
  let i = lo, j = hi;
  while (i <= j) {
    while (await compare(a[i], pivot) < 0) i++;
    while (await compare(a[j], pivot) > 0) j--;
    if (i <= j) {
      [a[i], a[j]] = [a[j], a[i]];
      i++;
      j--;
    }
  }
  await Promise.all([quickSort(a, lo, j), quickSort(a, i, hi)]);
  return a;
}

async function binarySearch(a, x) {
  let lo = 0, hi = a.length;
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    const c = await compare(a[mid], x);
    if (c === 0) return mid;
    if (c < 0) lo = mid + 1;
    else hi = mid;
  }
  return ~lo;
}

async function queens(n, row = 0, cols = []) {
  if (row === n) return 1;
  let found = 0;
  for (let c = 0; c < n; c++) {
    const safe = await Promise.resolve(cols.every((k, r) => k !== c && Math.abs(k - c) !== row - r));
    if (safe) found += await queens(n, row + 1, [...cols, c]);
  }
  return found;
}

async function* permutations(list) {
  if (list.length === 0) yield [];
  for (const [i, x] of list.entries()) {
    for await (const rest of permutations(list.toSpliced(i, 1))) yield [x, ...rest];
  }
}

(async () => {
  const list = Array.from({ length: 40 }, (_, i) => i * 17 % 41);
  const sorted = await mergeSort(list);
  console.log(sorted.join() === [...list].sort((a, b) => a - b).join(), asked);
  asked = 0;
  console.log((await quickSort([...list])).join() === sorted.join(), asked);
  console.log(await binarySearch(sorted, 17), await binarySearch(sorted, 100), await binarySearch(sorted, -1));
  console.log(await queens(6));
  const words = [];
  for await (const p of permutations([...'abcd'])) words.push(p.join(''));
  console.log(words.length, words[5], words[23]);
})();
