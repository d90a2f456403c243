namespace N { export let x = 1; export const y = x + 1; let hidden = 5; export function f() { return x + hidden; } export class K { static z = y; } export enum E { A = 1, B } export namespace Inner { export const deep = x * 10; export let up = () => ++x; } x++; }
namespace N { export const z = x + y + f(); export const viaInner = Inner.deep; const { a, ...rest } = { a: 1, b: 2, c: 3 }; export const { p, q: [r = 7, ...s] } = { p: a, q: [undefined, 8, 9] as any[] }; export const obj = { x, p }; export { }; }
console.log(N.x, N.y, N.f(), N.K.z, N.E.B, N.E[1], N.Inner.deep, N.z, N.viaInner, N.p, N.r, N.s, JSON.stringify(N.obj));
N.Inner.up(); console.log(N.x, (N as any).hidden);
namespace A.B.C { export const v = 'dotted'; } namespace A.B { export const w = C.v + '!'; } console.log(A.B.C.v, A.B.w);
import Alias = N.Inner; console.log(Alias.deep); import T = N.K; export import Z = A.B.C; console.log(Z.v, new T() instanceof N.K);
class Merged { m() { return Merged.extra; } } namespace Merged { export const extra = 'extra'; } console.log(new Merged().m());
function Fn() { return Fn.prop; } namespace Fn { export let prop = 3; prop += 1; } console.log(Fn());
enum En { A } namespace En { export function parse(s: string) { return En[s as any]; } } console.log(En.parse('A'));
namespace Types { export interface I {} export type T = number; } 
namespace Same { export class Same { static v = 1; } export const w = Same.v; } console.log(Same.w, Same.Same.v);
namespace This { export function who() { return this === undefined; } export const r = who(); export const arrow = () => r; export let fnv = function () { return this === undefined }; export const t = fnv(); export const tag = fnv`x`; } console.log(This.r, This.arrow(), This.t, This.tag);
export namespace Ex { export let n = 0; for (n of [1, 2, 3]) ; ({ n } = { n: n + 1 }); [n] = [n * 2]; export function shadow(n: number) { { let x = n; return x; } } declare const amb: number; export declare const amb2: number; import Q = N.E; export const e = Q.B; export import R2 = N.E; export const e2 = R2.A; }
console.log(Ex.n, Ex.shadow(9), Ex.e, Ex.e2, Ex.R2.B);
namespace Outer { export namespace X1 { export const a = 1; } export namespace X1 { export const b = a + 1; } export class X2 {} export namespace X2 { export const c = 3; } export function gen() { return X1.b + X2.c; } } console.log(Outer.gen());
declare namespace Amb { const x: number; } declare module "foo" { export const y: number; } declare global { interface Window {} }
