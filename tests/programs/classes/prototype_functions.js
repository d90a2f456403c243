function Point(x, y) {
  this.x = x;
  this.y = y;
}
Point.prototype.len = function () {
  return Math.hypot(this.x, this.y);
};
Point.zero = new Point(0, 0);
function Point3(x, y, z) {
  Point.call(this, x, y);
  this.z = z;
}
Point3.prototype = Object.create(Point.prototype, { constructor: { value: Point3, writable: true } });
const p = new Point3(3, 4, 5);
console.log(p.len(), p instanceof Point, p.constructor.name, Object.keys(p).join(), Point.zero.len());
for (const k in p) console.log(k);
Point.prototype.len = () => 'patched';
console.log(p.len(), new Point(1, 1).len());
const before = new Point(1, 2);
Point.prototype = { other: 1 };
console.log(before.other, new Point(0, 0).other, before instanceof Point, Point.prototype.isPrototypeOf(before));
function Ctor() {
  if (!(this instanceof Ctor)) return 'called';
}
console.log(typeof new Ctor(), Ctor.call(undefined));
const o = Object.create({ get inherited() {
  return this.own;
} }, { own: { value: 'own!', enumerable: false } });
console.log(o.inherited, Object.keys(o).length);
