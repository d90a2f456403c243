// Errors with stacks of their own: frames, and those that a cause has too.
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
const mk = (stack, cause) => {
  const e = new Error('x', cause === undefined ? undefined : { cause });
  e.stack = stack;
  return e;
};
const S = (head, ...frames) => head + frames.map((x) => `\n    at ${x}`).join('');
p(mk(S('Error: x','a','b','c','d','e','f'), mk(S('Error: y','q','b','c','d','e','f'))));
p(mk(S('Error: x','a','b','c','d'), mk(S('Error: y','q','b','c','d'))));
p(mk(S('Error: x','a','b','c','d','e'), mk(S('Error: y','q','b','c','d','e'))));
p(mk(S('Error: x','a','b','c','d','e'), mk(S('Error: y','q','b','c','d','e','z'))));
p(mk(S('Error: x','b','c','d','e','g'), mk(S('Error: y','b','c','d','e','f'))));
p(mk(S('Error: x','b','c','d','e'), mk(S('Error: x','b','c','d','e'))));
p(mk(S('Error: x','b','c','d','e','m','n','o','p','q','r'),
  mk(S('Error: y','b','c','d','e','zz','n','o','p','q','r'))));
p(mk(S('Error: x','b','b','b','b','b','b'), mk(S('Error: y','b','b','b','b'))));
p(mk('no frames', mk(S('Error: y','b','b','b','b'))));
p(mk(S('Error: x','a','b','c','d','e','f'), {stack:S('Error: y','q','b','c','d','e','f')}));
p([mk(S('Error: x','a','b','c','d','e','f'), mk(S('Error: y','q','b','c','d','e','f')))]);
{
  class A extends Error{ get cause(){return 'inh'} }
  ;
  const e=new A('x');
  e.stack='st';
  p(e);
}
{
  class A extends Error{}
  ;
  A.prototype.cause='pc';
  const e=new A('x');
  e.stack='st';
  p(e);
}
{
  class A extends Error{}
  ;
  A.prototype.errors=[1];
  const e=new A('x');
  e.stack='st';
  p(e);
}
{
  const e=mk('Error: x');
  e.message='x';
  p(e);
}
{
  const e=mk('Foo\n    at bar');
  p(e);
}
{
  const e=mk('Error: x\n    at bar');
  e.name='ErrorX';
  p(e);
}
{
  const e=mk('Error: x\n    at bar');
  e.name='Err';
  p(e);
}
{
  const e=mk('Error\n    at bar');
  p(e);
  class Q extends Error{}
  ;
  Object.setPrototypeOf(e,Q.prototype);
  p(e);
}
{
  const e=mk('Errors: x\n    at bar');
  class Q extends Error{}
  ;
  Object.setPrototypeOf(e,Q.prototype);
  p(e);
}
{
  const e=mk('Uncaught Error: x\n    at bar');
  class Q extends Error{}
  ;
  Object.setPrototypeOf(e,Q.prototype);
  p(e);
}
{
  const e=mk('Error: x\n  at bar');
  p(e);
}
{
  const e=mk('Error: x\n    at bar');
  e.message='nothere';
  p(e);
}
{
  const e=mk('Error: x\n    at bar');
  Object.defineProperty(e,'message',{enumerable:true,value:'x'});
  p(e);
  Object.defineProperty(e,'message',{enumerable:true,value:'qq'});
  p(e);
}
{
  const e=mk('Error: x\n    at bar');
  Object.setPrototypeOf(e,null);
  p(e);
  e.name='TypeError';
  p(e)
}
{
  const e=mk('TypeError: x\n    at bar');
  Object.setPrototypeOf(e,null);
  p(e);
  e.name='TypeError';
  p(e)
}
{
  const e=mk('my stack\n    at bar');
  Object.setPrototypeOf(e,null);
  p(e);
}
{
  const e=mk('Error: x\n    at bar');
  Object.setPrototypeOf(e,Object.create(Object.create(null)));
  p(e);
}
{
  class A extends Error{}
  ;
  class B extends A{}
  ;
  const e=new B('x');
  e.stack=e.stack.split('\n')[0];
  p(e);
  Object.setPrototypeOf(e,Object.create(B.prototype));
  p(e);
}
{
  const e=mk('Error: x\n    at bar');
  e.constructor=undefined;
  p(e);
}
