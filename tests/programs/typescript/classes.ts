class P { extra = 'e'; constructor(public a: number, private readonly b = 2, protected c?: string, d = 9) { this.extra += a + b + d; } sum() { return this.a + this.b; } }
console.log(JSON.stringify(new P(1)), Object.keys(new P(1, 3, 'x')).join());
class D extends P { y = this.a; constructor(readonly z: number) { 'use strict'; super(5); console.log(this.z); } }
console.log(JSON.stringify(new D(4)));
abstract class Abs { abstract m(): number; abstract get g(): number; abstract f: string; declare dec: number; opt?: number; bang!: string; call() { return this.m(); } static #c = 1; static make() { return Abs.#c; } }
class Con extends Abs { m() { return 42; } get g() { return 1; } f = 'f'; override call() { return super.call() + 1; } }
console.log(new Con().call(), Object.keys(new Con()).join(), Abs.make());
class Acc { accessor x = 1; static accessor s = 's'; accessor #p = 5; accessor 'str key' = 2; accessor u; incr() { return ++this.#p; } }
const acc = new Acc(); acc.x += 2; console.log(acc.x, Acc.s, acc.incr(), acc['str key'], acc.u, Object.keys(acc).length, Object.getOwnPropertyNames(Acc.prototype).join());
Acc.s = 't'; console.log(Acc.s, typeof Object.getOwnPropertyDescriptor(Acc.prototype, 'x')!.set);
function over(a: string): string; function over(a: number): number; function over(a: any) { return a; }
console.log(over(1), over('s'));
function th(this: { v: number }, x: number) { return this.v + x; } console.log(th.call({ v: 1 }, 2));
const v = <T,>(x: T): T => x; console.log(v<number>(3)!, (v as any)(4), <number>v(5), v(6) satisfies number, [1, 2].map<string>(String));
let tuple: [a: number, b?: string] = [1]; let fnType: new (...args: any[]) => object = P as any; console.log(tuple.length, new fnType(1) instanceof P);
function assertIs(x: unknown): asserts x is string {} assertIs('a');
type G<T extends object = {}> = { [K in keyof T]?: T[K] }; interface II extends G<{ a: 1 }> { (x: number): void; new (): II }
let definite!: number; definite = 1; console.log(definite); const u: unique symbol = Symbol() as any; 
class Idx { [k: string]: any; static { console.log('static block'); } get [`comp`]() { return 'c'; } } console.log(new Idx().comp);
export type { P as TP }; export { type D, Con }; export default interface Foo { }
