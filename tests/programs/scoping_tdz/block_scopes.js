let x = 'outer';
{
  let x = 'block';
  console.log(x);
  {
    const x = 'inner';
    console.log(x);
  }
  console.log(x);
}
console.log(x);
if (true) {
  let x = 'if';
  console.log(x);
}
for (let x = 0; x < 1; x++) {
  let x = 'body';
  console.log(x);
}
switch (1) { case 1: let x = 'switch'; console.log(x); }
try {
  throw 'thrown';
} catch (x) {
  console.log(x);
  {
    let x = 'in catch';
    console.log(x);
  }
}
console.log(x);
function f(x) {
  {
    let x = 'f block';
    console.log(x);
  }
  return x;
}
console.log(f('param'));
const g = (y, z = x) => {
  let x = 'arrow';
  return z + x;
};
console.log(g());
label: {
  let x = 1;
  break label;
}
console.log(x);
let a = 1;
{
  a = 2;
  let b = a;
  { a = b + 1; }
}
console.log(a);
