// Each specifier of a format, with values of each kind.
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
p('%s');
p('%s',undefined);
p('%s',null);
p('%s',-0);
p('%s',1n);
p('%s',Symbol('s'));
p('%s',{});
p('%s',{a:{b:1}});
p('%s',[1,[2,[3]]]);
p('%s',new Date(0));
p('%s',/x/g);
p('%s',new Map([[1,2]]));
p('%s',{toString(){return 'own'}});
p('%s',new (class T{toString(){return 'cls'}}));
p('%s',new (class U{}));
p('%s',Object.create(null));
p('%s',{toString:5});
p('%s',{[Symbol.toPrimitive](){return 'prim'}});
p('%s',new (class X{[Symbol.toPrimitive](){return 'cprim'}}));
p('%s',Object('str'));
p('%s',Object(5));
p('%s',new Proxy({},{}));
p('%s',new Proxy({toString(){return 'pt'}},{}));
p('%s',new (class Y extends Date{})(0));
p('%s',new (class Z extends Map{}));
p('%s',true);
p('%s','a%sb','c');
p('%s',{a:{b:{}}});
p('%s', [{a:{}}]);
p('%s',Object.create({toString(){return 'inh'}}));
p('%s', new (class Q extends Array{toString(){return 'qa'}}));
p('%d','5');
p('%d','');
p('%d','x');
p('%d',{});
p('%d',[]);
p('%d',[7]);
p('%d',1n);
p('%d',Symbol('d'));
p('%d',null);
p('%d',undefined);
p('%d',true);
p('%d',-0);
p('%d',new Date(5));
p('%d',{valueOf(){return 9}});
p('%d', Object(5n));
p('%i','5.9');
p('%i',-0.5);
p('%i',1n);
p('%i',Symbol('d'));
p('%i','0x1f');
p('%i',{});
p('%i',[3.7]);
p('%i',null);
p('%i',1e21);
p('%i','abc');
p('%f','5.9abc');
p('%f',1n);
p('%f',Symbol('d'));
p('%f',-0);
p('%f','-0');
p('%f','x');
p('%f',[1.5]);
p('%j',{a:[1]});
p('%j','s');
p('%j',undefined);
p('%j',()=>1);
p('%j',Symbol('x'));
p('%j',{toJSON(){return 'tj'}});
p('%j',{toJSON(){throw new Error('tjerr')}});
{
  const c={};
  c.c=c;
  p('%j',c);
}
p('%j',5n);
p('%j',NaN);
