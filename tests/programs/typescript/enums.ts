enum A { X, Y = 5, Z, S = "str", T = `t${1}`, M = 1 << 3, N = X | M, L = "abc".length, P = ~1 }
enum A { Q = 100, R = Q + Y }
console.log(A.X, A[0], A.Y, A.Z, A[6], A.S, A.T, A.M, A.N, A.L, A[3], A.P, A.Q, A.R);
console.log(Object.keys(A).join());
const enum C { One = 1, Two, Three = One + Two, Str = "s" + One }
console.log(C.One, C.Two, C["Three"], C.Str);
export enum Exp { A = Math.max(1, 2), B = A * 2, 'quoted name' = 7, C }
console.log(Exp.B, Exp[4], Exp['quoted name'], Exp.C);
enum Neg { A = -3, B, Inf = 1 / 0, Big = 2 ** 40, Hex = 0xff }
console.log(Neg.B, Neg[-3], Neg.Inf, Neg.Big, Neg["Infinity"], Neg.Hex);
function f() { enum Local { P, Q } return Local.Q + Local[0]; }
console.log(f());
enum Ref { A = Neg.Hex, B = C.Two, D = A.Q }
console.log(JSON.stringify(Ref));
declare enum Nope { X }
type K = keyof typeof A; const k: K = 'X'; console.log(A[k]);
enum Empty {} console.log(JSON.stringify(Empty));
