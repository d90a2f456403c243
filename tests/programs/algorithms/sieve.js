const N = 300000, composite = new Array(N + 1).fill(false);
let count = 0, sum = 0;
for (let i = 2; i <= N; i++) {
  if (composite[i]) continue;
  count++;
  sum += i;
  for (let j = i * i; j <= N; j += i) composite[j] = true;
}
console.log(count, sum);
const factors = (n) => {
  const out = [];
  for (let p = 2; p * p <= n; p++) while (n % p === 0) {
    out.push(p);
    n /= p;
  }
  if (n > 1) out.push(n);
  return out;
};
console.log(factors(360).join('*'), factors(99991).join(), factors(600851475143).join('*'));
// gc-period: 499
