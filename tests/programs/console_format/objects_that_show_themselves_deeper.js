// Objects that show themselves within others, with options, by inheritance, and while they change what is shown.
Error.stackTraceLimit = 0;
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
const C = Symbol.for('nodejs.util.inspect.custom');
class A{ constructor(){this.x=1} [C](d,o,i){ return i(this.x,o) } }
p(new A,[new A]);
p(A.prototype);
p([A.prototype]);
p({a:A.prototype});
p(A);
class B extends A{}
;
p(B.prototype);
p(new B);
p({[C](){ return new Error('ret') }});
p({[C](){ return [new Error('ret')] }});
p({[C](){ return new Map([[1,{a:{b:{c:1}}}]]) }});
{
  const o={};
  o[C]=function(){return o};
  p(o)
}
{
  const o={v:1};
  o.self={[C](){return o}};
  p(o);
}
p({get a(){throw 1},[C]:undefined});
p(Object.create(null,{[C]:{value(){return 'np'}}}));
{
  let depth=0;
  const o={[C](d,op,i){
    depth++;
    return depth>5?'end':i(o,op)
  }};
  p(o);
}
{
  const o={[C](d,op,i){ return {n:{[C]:o[C]}} }};
  p(o);
}
p(new Error('m',{cause:{[C](){return 'cc'}}}));
p(new AggregateError([{[C](){return 'ag'}}]));
p(new (class E2 extends Error{ [C](){ return 'E2!' } })('q'));
p([new (class E2 extends Error{ [C](){ return 'E2!\nsecond' } })('q')]);
p(Object.assign(new Error('x'),{p:{[C](){return 'pp'}}}));
p({a:{[C](d,o,i){ return i('str',o) + o.stylize(1,'x') }}});
p({s:new Set([{[C](){return 'a\nb'}}]),m:new Map([[{[C](){return 'k\nl'}},{[C](){return 'v\nw'}}]])});
p([1,2,3,{[C](){return 'multi\nline'}}]);
p('%s|%s',{[C](){return 'A\nB'}},5);
p('%o',{[C](){return 'A\nB'}});
p('%O and %O',{a:{[C](){return 'A\nB'}}},[{[C](){return 'q'}}]);
p('%d %i %f',{[C](){return '5'}},{[C](){return '5'}},{[C](){return '5'}});
p('%j',{[C](){return '5'}});
p({[C](d,o,i){ try { i({[C](){throw new Error('inner')}}) } catch(e) { return 'caught '+e.message } }});
p({[C](d,o,i){ return i(new Error('in'),o) }});
p({[C](d,o,i){ return i({[Symbol.toStringTag]:'T'}) }});
p({[C](d,o,i){ return i(new Proxy({a:1},{}),{showProxy:true}) }});
p({[C](d,o,i){ return i([1,2,3],{maxArrayLength:1}) }});
p({[C](d,o,i){ return i() }});
p({[C](d,o,i){ return i(undefined,null) }});
p({[C](d,o,i){ return i({a:{b:{}}},null,0) }});
p({[C](d,o,i){ return i({a:{b:{}}},undefined,0) }});
p({[C](d,o,i){ return i.name+i.length+String(i.custom) }});
p({[C](d,o,i){ return typeof i.inspect + typeof o.stylize + o.stylize.length }});
p(Symbol.for('nodejs.util.inspect.custom')===C);
p({[C](d,o){ return o.constructor===Object }});
p({[C](d,o){ return Object.getPrototypeOf(o)===Object.prototype }});
p(new Proxy(new A,{}));
p(new Proxy([new A],{}));
p([new Proxy(new A,{})]);
p({[C](d,o){
  o.depth=0;
  o.compact=false;
  return {a:{b:1}}
}});
p([{[C](d,o){
  o.depth=0;
  return 'x'
}},{a:{b:{}}}]);
{
  const m=new Map([[1,{[C](){
    m.delete(2);
    m.set(9,9);
    return 'mut'
  }}],[2,2],[3,3]]);
  p(m);
}
{
  const s=new Set([{[C](){
    s.clear();
    return 'clr'
  }},2,3]);
  p(s);
}
{
  const o={a:{[C](){
    delete o.b;
    o.z=1;
    return 'del'
  }},b:1,c:2};
  p(o);
}
{
  const u=new Uint8Array(new ArrayBuffer(4,{maxByteLength:8}));
  p([u]);
}
class N{ #s=1; get s(){return this.#s} [C](){ return `N(${this.s})` } }
p(new N, {n:new N});
p(Object.create(new N));
p({toString(){return 'ts'},[C](){return 'ci'}});
p(`${{toString(){return 'ts'},[C](){return 'ci'}}}`);
function Old(){ this.v=1 }
Old.prototype[C]=function(){ return 'old '+this.v };
p(new Old);
p(Old.prototype);
function Old2(){}
;
Old2.prototype={[C](){return 'no ctor'}};
p(new Old2);
p(Old2.prototype);
p(new (class T extends Array{ [C](){ return `T${this.length}` } })(1,2,3));
p(Object.assign(()=>1,{[C](){return 'fn'}}));
p(Object.assign(new Date(0),{[C](){return 'date'}}));
p(Object.assign(Object(5),{[C](){return 'five'}}));
console.group('g');
p({[C](){return 'in\ngroup'}});
console.groupEnd();
console.table([{a:{[C](){return 'tab'}}}]);
console.dir({[C](){return 'x'}},{customInspect:false});
