// Choices: pseudo-random (xorshift), from the seed of the case alone.

let state = 1;

function seedWith(seed) {
  state = imul(seed ^ (seed >>> 15), 0x2c1b3c6d) || 1;
  for (let i = 0; i < 8; i++) random(2);
}

// An integer from 0 to n - 1.
function random(n) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % n;
}

function oneIn(n) {
  return random(n) === 0;
}

function pick(from) {
  return from[random(from.length)];
}
