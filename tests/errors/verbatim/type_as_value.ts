import { Shape } from './shape.js'; // line: 1
let shape: Shape | undefined;
console.log(shape);
// expect: does not provide an export named `Shape`
