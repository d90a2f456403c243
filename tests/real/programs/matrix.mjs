// ml-matrix 6.15.1
import { Matrix, inverse, solve, determinant, EigenvalueDecomposition, LuDecomposition } from "ml-matrix";

const a = new Matrix([[2, 1, 3], [0, 4, 1], [5, 2, 2]]);
const round = (m) => m.to2DArray().map((r) => r.map((x) => Number(x.toFixed(6)) + 0));
console.log(round(inverse(a)), determinant(a).toFixed(6), round(solve(a, Matrix.columnVector([1, 2, 3]))));
console.log(round(a.mmul(a.transpose())), a.trace(), [...a.values()].join(), [...a].length, round(Matrix.eye(2)));
console.log(new EigenvalueDecomposition(new Matrix([[2, 0], [0, 3]])).realEigenvalues.map((x) => x.toFixed(3)), new LuDecomposition(a).isSingular());
