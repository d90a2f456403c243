// What objects are called: by their constructors, prototypes and tags.
let cases = 0;
function p(...values) {
  cases++;
  console.log(`#${cases}`);
  try {
    console.log(...values);
  } catch (e) {
    console.log('threw', typeof e === 'object' && e !== null ? e.message : e);
  }
}
{
  function f(){}
  ;
  Object.setPrototypeOf(f,Object.prototype);
  p(f);
  f.a=1;
  p(f);
  Object.setPrototypeOf(f,null);
  p(f);
}
{
  const d=new Date(0);
  Object.setPrototypeOf(d,Object.prototype);
  p(d);
  const r=/x/;
  Object.setPrototypeOf(r,Object.prototype);
  p(r);
  const m=new Map([[1,2]]);
  Object.setPrototypeOf(m,Object.prototype);
  p(m);
  const a=[1];
  Object.setPrototypeOf(a,Object.prototype);
  p(a);
  const b=new String('x');
  Object.setPrototypeOf(b,Object.prototype);
  p(b);
  const n=new Number(3);
  Object.setPrototypeOf(n,Object.prototype);
  p(n);
}
{
  const w=new WeakMap();
  Object.setPrototypeOf(w,Object.prototype);
  p(w);
  const ab=new ArrayBuffer(2);
  Object.setPrototypeOf(ab,Object.prototype);
  p(ab);
  const dv=new DataView(new ArrayBuffer(1));
  Object.setPrototypeOf(dv,Object.prototype);
  p(dv);
}
p((function(){return arguments})(1,2));
p((function(){return arguments})());
{
  const a=(function(){return arguments})(1,2);
  a.x=1;
  p(a);
  Object.setPrototypeOf(a,null);
  p(a);
  Object.setPrototypeOf(a,Array.prototype);
  p(a)
}
{
  const m=(function*(){})();
  p(m);
  p(function*g(){});
  m.a=1;
  p(m)
}
p([1,2][Symbol.iterator]());
p('ab'[Symbol.iterator]());
p(new Map([[1,2]]).entries());
p(new Map([[1,2]]).keys());
p(new Set([1]).values());
p(new Set([5]).entries());
p('a'.matchAll(/a/g));
p(new WeakSet);
p(new WeakRef({a:1}));
p(globalThis===undefined);
p(Symbol.iterator);
p(Object(Symbol('q')));
p(Object(1n));
p(Math);
p(JSON);
p(Reflect);
p(new (class Foo{}));
p(new (class extends Array{}));
p(new (class Foo extends Array{})(3));
p(new (class Foo extends Map{})([[1,{a:1}]]));
p(new (class Foo extends Set{})([1]));
p(new (class Foo extends Date{})(0));
p(new (class Foo extends RegExp{})('x','g'));
p(new (class Foo extends Uint8Array{})(2));
p(new (class Foo extends String{})('s'));
p(new (class Foo extends Number{})(1));
p(new (class Foo extends ArrayBuffer{})(1));
p(new (class Foo extends WeakMap{}));
p(new (class Foo extends Boolean{})(true));
p(Object.create({}));
p(Object.create(null));
p(Object.create(Object.create(null)));
p(Object.create({constructor:5}));
p(Object.create(class X{}.prototype));
p({constructor:class Y{}});
p({__proto__:{constructor:function Z(){}}});
p({[Symbol.toStringTag]:'T'});
p({get [Symbol.toStringTag](){return 'T'}});
p(new (class A{get [Symbol.toStringTag](){return 'T'}}));
p(new (class A{get [Symbol.toStringTag](){return 'A'}}));
p(new (class A{get [Symbol.toStringTag](){throw 1}}));
p(Object.create({[Symbol.toStringTag]:'PT'}));
p(Object.create(null,{[Symbol.toStringTag]:{value:'NT'}}));
p(Object.assign(Object.create({[Symbol.toStringTag]:'PT'}),{a:1}));
p({[Symbol.toStringTag]:5});
p(new (class A{get [Symbol.toStringTag](){return ''}}));
p(Object.assign([1],{[Symbol.toStringTag]:'LT'}));
p(Object.assign(()=>1,{[Symbol.toStringTag]:'FT'}));
