// The first lines of errors as console.log shows them, without frames.
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
p(new (class V extends Error{constructor(m){
  super(m);
  this.name='V'
}})('x'));
p(new (class V extends Error{})('x'));
p(new (class V extends Error{get name(){return 'G'}})('x'));
p(new (class V extends Error{name='F'})('x'));
p(new (class V extends Error{name='V'})('x'));
{
  class V extends Error{}
  ;
  V.prototype.name='P';
  p(new V('x'));
}
{
  class V extends Error{}
  ;
  V.prototype.name='V';
  p(new V('x'));
}
p(new (class extends Error{})('x'));
{
  const e=new Error('x');
  Object.setPrototypeOf(e,null);
  p(e);
}
{
  const e=new TypeError('x');
  Object.setPrototypeOf(e,null);
  p(e);
}
{
  const e=new Error('x');
  e.name='N';
  p(e);
}
{
  const e=new Error('x');
  e.stack;
  e.name='N';
  p(e);
}
{
  const e=new Error('x');
  e.message='y';
  p(e);
}
{
  const e=new Error('x');
  e.stack;
  e.message='y';
  p(e);
}
{
  const e=new Error('x',{cause:new Error('c')});
  p(e);
}
{
  const e=new Error('x',{cause:5});
  p(e);
}
{
  const e=new Error('x',{cause:undefined});
  p(e);
}
{
  const e=new Error('x',{cause:{a:1}});
  p(e);
}
{
  const e=new Error('x');
  e.cause='str';
  p(e);
}
{
  const e=new Error('x');
  e.cause=e;
  p(e);
}
{
  const e=new Error('x');
  const f=new Error('y',{cause:e});
  e.cause=f;
  p(e);
}
p(new AggregateError([new Error('a'),1],'agg'));
p(new AggregateError([],'agg'));
p(new AggregateError([new Error('a')]));
p(Object.assign(new Error('x'),{a:1,b:'two'}));
p(Object.assign(new Error('x'),{code:'E_X'}));
p(Object.assign(new Error('x'),{[Symbol('s')]:1}));
p([new Error('x')]);
p({e:new Error('x')});
p({a:{e:new Error('x')}});
p(new Map([['k',new Error('x')]]));
p(new Set([new Error('x')]));
{
  const e=new Error('x');
  delete e.stack;
  p(e);
  p([e]);
  p({e});
}
{
  const e=new Error('x');
  e.stack='changed';
  p(e);
  p([e]);
  p({e});
}
{
  const e=new Error('x');
  e.stack='a\nb';
  p(e);
  p([e]);
}
{
  const e=new Error('x');
  e.stack=5;
  p(e);
}
{
  const e=new Error('x');
  e.stack=undefined;
  p(e);
}
{
  const e=new Error('x');
  e.stack=null;
  p(e);
}
{
  const e=new Error('x');
  e.stack='';
  p(e);
}
{
  const e=new Error('x');
  e.stack={a:1};
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'stack',{get(){return 'got'}});
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'stack',{get(){throw new Error('boo')}});
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'stack',{value:'v',enumerable:true});
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'message',{value:'m2',enumerable:true});
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'message',{get(){return 'gm'}});
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'name',{get(){throw new Error('boo')}});
  p(e);
}
{
  const e=new Error('x');
  e.stack;
  Object.defineProperty(e,'name',{get(){throw new Error('boo')}});
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'message',{get(){throw new Error('boo')}});
  p(e);
}
{
  const e=new Error('x');
  e.name=5;
  p(e);
}
{
  const e=new Error('x');
  e.name=undefined;
  p(e);
}
{
  const e=new Error('x');
  e.name=null;
  p(e);
}
{
  const e=new Error('x');
  e.name='';
  p(e);
}
{
  const e=new Error('x');
  e.name={a:1};
  p(e);
}
{
  const e=new Error('x');
  e.name=Symbol('q');
  p(e);
}
{
  const e=new Error('x');
  e.message=5;
  p(e);
}
{
  const e=new Error('x');
  e.message={a:1};
  p(e);
}
{
  const e=new Error('x');
  e.message=undefined;
  p(e);
}
{
  const e=new Error('x');
  e.message='';
  p(e);
}
p(new Error(''));
p(new Error());
p(new TypeError());
p(new Error('two\nlines'));
p([new Error('two\nlines')]);
p(new RangeError('x'));
p(new SyntaxError('x'));
{
  class ValidationError extends Error{}
  ;
  p(new ValidationError('x'));
}
{
  class ValidationError extends TypeError{}
  ;
  p(new ValidationError('x'));
}
{
  class Foo extends TypeError{}
  ;
  p(new Foo('x'));
}
{
  class Foo extends TypeError{constructor(m){
    super(m);
    this.name='Bar'
  }}
  ;
  p(new Foo('x'));
}
{
  class Foo extends TypeError{constructor(m){
    super(m);
    this.name='FooError'
  }}
  ;
  p(new Foo('x'));
}
{
  class FooError extends Error{constructor(m){
    super(m);
    this.name='Foo'
  }}
  ;
  p(new FooError('x'));
}
{
  class Foo extends Error{ get [Symbol.toStringTag](){return 'T'} }
  ;
  p(new Foo('x'));
}
{
  class Foo extends Error{ get [Symbol.toStringTag](){return 'T'} }
  ;
  const e=new Foo('x');
  e.name='Foo';
  p(e);
}
{
  function E2(m){
    this.message=m;
    this.name='E2';
    Error.captureStackTrace(this,E2)
  }
  ;
  E2.prototype=Object.create(Error.prototype,{constructor:{value:E2}});
  p(new E2('x'));
  p([new E2('x')]);
}
{
  function E2(m){
    this.message=m;
    this.name='E2';
  }
  ;
  E2.prototype=Object.create(Error.prototype,{constructor:{value:E2}});
  p(new E2('x'));
}
p(Object.create(Error.prototype));
p(Error.prototype);
p(TypeError.prototype);
p({e:Object.create(new Error('x'))});
p(Object.create(new TypeError('inh')));
{
  const e=new Error('x');
  e.name='Error';
  p(e);
}
{
  const e=new Error('x');
  e.name='TypeError';
  p(e);
}
{
  const e=new TypeError('x');
  e.name='Error';
  p(e);
}
{
  const e=new TypeError('x');
  e.name='Type';
  p(e);
}
{
  const e=new Error('Error');
  p(e);
}
{
  const e=new Error('x');
  e.toString=()=>'ts';
  p(e);
}
{
  const e=new Error('x');
  e.constructor=5;
  p(e);
}
{
  const e=new Error('x');
  e.constructor=class Q{};
  p(e);
}
{
  const e=new Error('x');
  Object.setPrototypeOf(e,Array.prototype);
  p(e);
}
{
  const e=new Error('x');
  Object.setPrototypeOf(e,{});
  p(e);
}
{
  const e=new Error('x');
  Object.setPrototypeOf(e,Object.create(null));
  p(e);
}
{
  const e=new Error('x');
  Object.setPrototypeOf(e,class Z{}.prototype);
  p(e);
}
{
  const e=new Error('x');
  e.errors=[1,2];
  p(e);
}
{
  const e=new Error('x');
  e.errors=5;
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'errors',{value:[1]});
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'errors',{value:5});
  p(e);
}
{
  const e=new Error('x');
  Object.defineProperty(e,'cause',{get(){return 1}});
  p(e);
}
p({a:{b:{c:new Error('deep')}}});
p({a:{b:{c:{d:new Error('deep')}}}});
{
  const e=new Error('x');
  e.a={b:{c:{d:{}}}};
  p(e);
}
p(new Proxy(new Error('px'),{}));
{
  const e=new Error('x',{cause:new Error('y',{cause:new Error('z',{cause:new Error('w',{cause:new Error('v')})})})});
  p(e);
}
p('msg', new Error('x'));
console.log('%s', 1);
p('%s',new Error('x'));
p('%s',new (class V extends Error{constructor(m){
  super(m);
  this.name='V'
}})('x'));
p('%o',(()=>{
  const e=new Error('x');
  return e
})());
p('%O',new Error('x'));
p('%j',new Error('x'));
p('%d',new Error('x'));
p('%s',Object.assign(new Error('x'),{a:1}));
p('%s',(()=>{
  const e=new Error('x');
  e.toString=()=>'ts';
  return e
})());
p('%s',(()=>{
  class T extends Error{toString(){return 'cls'}}
  ;
  return new T('x')
})());
p(new Error('x',{cause:'a\nb'}));
p(new Error('x',{cause:null}));
p(Object.assign(new Error('x'),{name:'Own'}));
p(Object.assign(new Error('x'),{name:'Own',message:'own',stack:'st'}));
p(Object.assign(new Error('x'),{message:'zz'}));
{
  const e=new Error('x');
  e.stack;
  p(Object.assign(e,{message:'zz'}));
}
{
  const e=new Error('x');
  e.stack;
  e.name='Own';
  p(e);
}
{
  const e=new Error('a long message with many many characters in it so that lines break somewhere');
  e.prop='p';
  p(e);
  p({e});
}
{
  const e=new Error('x');
  delete e.stack;
  e.a=1;
  p(e);
  p({x:e});
}
{
  const e=new Error('two\nlines');
  delete e.stack;
  p(e);
  p({x:e});
  p([[e]]);
}
{
  const e=new Error('x');
  Error.stackTraceLimit=0;
  const f=new Error('y');
  Error.stackTraceLimit=0;
  p(f);
  p([f]);
  f.k=1;
  p(f);
}
{
  Error.stackTraceLimit=undefined;
  const f=new Error('y');
  Error.stackTraceLimit=0;
  p(f);
  p([f]);
  f.k=1;
  p(f);
}
