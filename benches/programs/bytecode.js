// An interpreter of bytecode: one large switch over small integers, a stack in an array.
const PUSH = 0, ADD = 1, SUB = 2, MUL = 3, MOD = 4, LESS = 5, JUMP = 6, JUMP_IF_NOT = 7, LOAD = 8, STORE = 9, DUP = 10, DROP = 11, CALL = 12, RETURN = 13, HALT = 14;
function run(code, locals) {
  const stack = [], frames = [];
  let pc = 0, sp = 0, steps = 0;
  for (;;) {
    steps++;
    switch (code[pc++]) {
      case PUSH: stack[sp++] = code[pc++]; break;
      case ADD: sp--; stack[sp - 1] = (stack[sp - 1] + stack[sp]) | 0; break;
      case SUB: sp--; stack[sp - 1] = (stack[sp - 1] - stack[sp]) | 0; break;
      case MUL: sp--; stack[sp - 1] = Math.imul(stack[sp - 1], stack[sp]); break;
      case MOD: sp--; stack[sp - 1] = stack[sp - 1] % stack[sp]; break;
      case LESS: sp--; stack[sp - 1] = stack[sp - 1] < stack[sp] ? 1 : 0; break;
      case JUMP: pc = code[pc]; break;
      case JUMP_IF_NOT: { const to = code[pc++]; if (stack[--sp] === 0) pc = to; break; }
      case LOAD: stack[sp++] = locals[code[pc++]]; break;
      case STORE: locals[code[pc++]] = stack[--sp]; break;
      case DUP: stack[sp] = stack[sp - 1]; sp++; break;
      case DROP: sp--; break;
      case CALL: frames.push(pc + 1); pc = code[pc]; break;
      case RETURN: pc = frames.pop(); break;
      case HALT: return [stack[sp - 1], steps];
      default: throw new Error(`no instruction at ${pc}`);
    }
  }
}
// i = 0; sum = 0; while (i < n) { sum = (square(i) + sum) % 65521; i = i + 1 }
const HEAD = 8, END = 36, SQUARE = 39;
const code = [
  PUSH, 0, STORE, 0, PUSH, 0, STORE, 1,
  LOAD, 0, LOAD, 2, LESS, JUMP_IF_NOT, END,
  LOAD, 0, CALL, SQUARE, LOAD, 1, ADD, PUSH, 65521, MOD, STORE, 1,
  LOAD, 0, PUSH, 1, ADD, STORE, 0, JUMP, HEAD,
  LOAD, 1, HALT,
  DUP, MUL, PUSH, 65521, MOD, RETURN,
];
const [result, steps] = run(code, [0, 0, 300000]);
console.log('bytecode', result, steps);
