// Numbers as text: rounded, short and in other radices.
let units = 0;
for (let i = 0; i < 3e5; i++) {
  const x = i / 7;
  units += x.toFixed(2).length + x.toPrecision(6).length + x.toExponential(4).length + `${x}`.length + i.toString(16).length;
}
console.log('number_text', units);
