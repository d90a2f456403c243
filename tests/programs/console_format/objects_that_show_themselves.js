// The method Symbol.for("nodejs.util.inspect.custom"): what it is given, what becomes of what it returns, and where it is
// not asked.
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
p({[C](){return 'custom'}});
p({a:{[C](){return 'custom'}}});
p([{[C](){return 'cu\nstom'}}]);
p({a:{b:{[C](){return 'cu\n  st\nom'}}}});
p({[C](){return {x:1}}});
p({[C](){return 5}});
p({[C](){return null}});
p({[C](){return undefined}});
p({[C](){return this}});
p({q:1,[C](){return this}});
p({[C](){throw new Error('boo')}});
p({a:[{[C](){throw 'thrown'}}]});
p({[C]:5});
p({[C]:null,z:1});
p({[C]:()=>'arrow'});
class K{ constructor(){this.v=1} [C](d,o,i){ return `K<${d},${typeof o},${typeof i},${this.v}>` } }
p(new K);
p([new K]);
p({a:{b:{c:new K}}});
p({a:{b:{c:{d:new K}}}});
p(new Map([[new K,new K]]));
p(new Set([new K]));
class S extends K{}
;
p(new S);
p({[C](d,o,i){ return [d,Object.keys(o).sort().join(),i.name,i.length, typeof i.custom] }});
p({a:{[C](d,o,i){ return [d,o.depth] }}});
p({a:{b:{[C](d,o,i){ return 'D'+d+','+o.depth }}}});
p({[C](d,o,i){ return i({a:{b:{c:{d:1}}}}) }});
p({[C](d,o,i){ return i({a:{b:{c:{d:1}}}},o) }});
p({[C](d,o,i){ return i({a:{b:{c:{d:1}}}},{depth:0}) }});
p({[C](d,o,i){ return i({a:{b:{c:{d:{e:{f:1}}}}}},{depth:null}) }});
p({[C](d,o,i){ return i({a:{b:{c:{d:{e:{f:1}}}}}},{depth:Infinity}) }});
p({[C](d,o,i){ return i({a:1,b:'x'},{compact:false}) }});
p({[C](d,o,i){ return i('str') + i(5) + i(null) }});
p({[C](d,o,i){ return i({a:{b:1}},{...o,depth:d-2}) }});
p({[C](d,o,i){ return i({a:{b:1}},{...o,depth:o.depth-2}) }});
p({x:{[C](d,o,i){ return i({a:{b:1}},{...o,depth:o.depth===null?null:o.depth-1}) }}});
p({[C](d,o,i){ return i([1,2,{a:{b:{}}}],false,0) }});
p({[C](d,o,i){ return i(Object.defineProperty({},'h',{value:1}),{showHidden:true}) }});
p({[C](d,o,i){ return i(Object.defineProperty({},'h',{value:1}),true) }});
p({[C](d,o,i){ return o.stylize('txt','number') }});
const self={v:1,[C](d,o,i){ return {self:this} }};
try{ p(self) }catch(e){}
const cyc={name:'c'};
cyc.me=cyc;
cyc.k={[C](){return cyc}};
p(cyc);
console.log('%s|%o|%O|%d|%j', new K,new K,new K,new K,new K);
console.log('%s', {[C](){return 'cs'}}, {[C](){return 'cs2'}});
console.log('%s', {a:{[C](d){return 'cs'+d}}});
console.log('%o', {a:{[C](d){return 'cs'+d}}});
console.log('%O', {a:{[C](d){return 'cs'+d}}});
console.dir({[C](){return 'c'}});
console.dir({a:{[C](d){return 'c'+d}}},{depth:0});
console.dir({a:{[C](d){return 'c'+d}}},{depth:5});
console.dir({a:{[C](d){return 'c'+d}}},{depth:null});
console.dir({[C](){return 'c'}},{customInspect:true});
function F(){}
;
F[C]=()=>'fn';
p(F);
class Q{ static [C](){return 'static'} }
;
p(Q, [Q]);
const e=new Error('x');
e[C]=()=>'err';
p(e);
p([e]);
p({e});
p(Object.assign([1,2],{[C](){return 'arr'}}));
p(Object.defineProperty({},C,{get(){return ()=>'getter'}}));
p(Object.defineProperty({},C,{get(){throw 1}}));
p(Object.create({[C](){return 'inherited'}}));
p(Object.create({[C](){return Object.keys(this).length}},{a:{value:1,enumerable:true}}));
p(new Proxy({[C](){return 'via proxy '+(this===pr)}},{}));
var pr=new Proxy({[C](){return 'via proxy '+(this===pr)}},{get(t,k){
  console.log('trap',String(k));
  return t[k]
}});
p(pr);
p({a:1,b:{[C](){return 'a string that is quite long, so that the line will have to break'}},c:'another one'});
p([1,2,3,4,5,6,7,{[C](){return 'x'}},9,10]);
p({[C](){return 'a'.repeat(100)}});
p({a:{[C](){return ''}}});
p({a:{[C](){return Symbol('s')}}});
p({a:{[C](){return -0}}});
p({a:{[C](){return 10n}}});
p({a:{[C](){return ()=>1}}});
p({a:{[C](){return {[C](){return 'nested'}}}}});
p({a:{[C](){return [this.z]},z:{y:{x:{w:1}}}}});
p({[C]:function(){ return arguments.length }});
p({[C](d,o,i){ return {o:Object.keys(o)} }});
p({[Symbol.toStringTag]:'T',[C](){return this}});
p({get [C](){return undefined},w:1});
console.log({[C](){return '%s'}}, 'x');
console.log('a', {[C](){return 'two\nlines'}});
console.group();
console.log({[C](){return 'two\nlines'}});
console.groupEnd();
p(new (class extends Map{ [C](){return 'mymap'} })([[1,2]]));
p({f(){}, [C](d,o,i){ return i({...this,[C]:undefined}) }});
p({v:1,[C](d,o,i){
  const {v}=this;
  return `V ${i({v},o)}`
}});
p({z:{v:1,[C](d,o,i){ return `V ${i({v:{w:{x:1}}},o)}` }}});
class Point{
  constructor(x,y){
    this.x=x;
    this.y=y
  }
  [C](depth,options,inspect){
    if(depth<0) return options.stylize('[Point]','special');
    const no=Object.assign({},options,{depth: options.depth===null?null:options.depth-1});
    return `Point(${inspect(this.x,no)}, ${inspect(this.y,no)})`
  }
}
p(new Point(1,new Point({a:{b:{}}},[3,[4,[5,[6]]]])));
p({a:{b:{c:new Point(1,2)}}});
p({a:{b:{c:{d:new Point(1,2)}}}});
