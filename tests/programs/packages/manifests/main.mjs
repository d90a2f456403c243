// What package.json says: the nearest one decides on the type, the last of two members with one name counts, null says nothing.
import { createRequired } from './required.cjs';
import conditions from 'conditions';
import nested from 'nested';
import nothing from 'nothing';
import reverse, { format } from 'reverse';
import twice from 'twice';

console.log('nested', nested);
console.log('reverse', reverse, format);
console.log('conditions', conditions, createRequired());
console.log('nothing', nothing);
console.log('twice', twice);
