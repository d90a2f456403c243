// What a symbol's text makes of a description that almost fills a string.
let part = 'x'.repeat(32);
let description = part;
while (part.length < 2 ** 28) {
  part += part;
  description = part + description;
}
console.log('longest:', description.length === 2 ** 29 - 32);
console.log('fits:', String(Symbol(description)).length === 2 ** 29 - 24);
try {
  String(Symbol(description + '.'));
} catch (error) {
  console.log('too long:', error.name, error.message);
}
