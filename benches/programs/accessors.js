// A class hierarchy whose properties are getters and setters, overridden in subclasses.
class Shape {
  #scale = 1;
  get scale() { return this.#scale; }
  set scale(value) { this.#scale = value; }
  get sides() { return 0; }
  get area() { return 0; }
  get weight() { return this.area * this.scale; }
}
class Square extends Shape {
  constructor(edge) { super(); this.edge = edge; }
  get sides() { return 4; }
  get area() { return this.edge * this.edge; }
}
class Triangle extends Shape {
  constructor(base, height) { super(); this.base = base; this.height = height; }
  get sides() { return 3; }
  get area() { return (this.base * this.height) / 2; }
}
class Circle extends Shape {
  constructor(radius) { super(); this.radius = radius; }
  get area() { return 3 * this.radius * this.radius; }
  set scale(value) { super.scale = value * 2; }
  get scale() { return super.scale; }
}
const counter = { count: 0, get next() { return ++this.count; } };
const shapes = [];
for (let i = 0; i < 300; i++) shapes.push(i % 3 === 0 ? new Square(i) : i % 3 === 1 ? new Triangle(i, 2) : new Circle(i));
let sum = 0;
for (let round = 0; round < 2000; round++) {
  for (const shape of shapes) {
    shape.scale = (round & 3) + 1;
    sum = (sum + shape.weight + shape.sides + counter.next) % 1000003;
  }
}
console.log('accessors', sum, counter.count);
