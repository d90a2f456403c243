// An incremental solver of one-way constraints with strengths, after the DeltaBlue algorithm's description: a chain of
// equalities and a projection through linear constraints, edited and re-solved. Class hierarchies, many small arrays.
const CHAIN = 2000, PROJECTION = 2000, ROUNDS = 6;
const REQUIRED = 0, PREFERRED = 1, DEFAULT = 3, WEAKEST = 5; // The smaller, the stronger.
const NONE = 0, FORWARD = 1, BACKWARD = 2;

class Variable {
  constructor(name, value) {
    this.name = name; this.value = value; this.constraints = []; this.definer = null;
    this.mark = 0; this.strength = WEAKEST; this.stay = true;
  }
}

class Constraint {
  constructor(strength) { this.strength = strength; }
  isInput() { return false; }
}

class Unary extends Constraint {
  constructor(variable, strength) { super(strength); this.variable = variable; this.satisfied = false; }
  attach() { this.variable.constraints.push(this); this.satisfied = false; }
  detach() { remove(this.variable.constraints, this); this.satisfied = false; }
  isSatisfied() { return this.satisfied; }
  unsatisfy() { this.satisfied = false; }
  choose(mark) { this.satisfied = this.variable.mark !== mark && this.strength < this.variable.strength; }
  output() { return this.variable; }
  markInputs() {}
  inputsKnown() { return true; }
  recalculate() {
    const v = this.variable;
    v.strength = this.strength;
    v.stay = !this.isInput();
    if (v.stay) this.execute();
  }
  execute() {}
}

class Stay extends Unary {}

class Edit extends Unary {
  isInput() { return true; }
}

class Binary extends Constraint {
  constructor(a, b, strength) { super(strength); this.a = a; this.b = b; this.direction = NONE; }
  attach() { this.a.constraints.push(this); this.b.constraints.push(this); this.direction = NONE; }
  detach() { remove(this.a.constraints, this); remove(this.b.constraints, this); this.direction = NONE; }
  isSatisfied() { return this.direction !== NONE; }
  unsatisfy() { this.direction = NONE; }
  input() { return this.direction === FORWARD ? this.a : this.b; }
  output() { return this.direction === FORWARD ? this.b : this.a; }
  choose(mark) {
    const { a, b, strength } = this;
    const intoA = a.mark !== mark && strength < a.strength, intoB = b.mark !== mark && strength < b.strength;
    // A variable that is already determined in this pass cannot be the output; else the weaker side gives way.
    if (a.mark === mark) this.direction = intoB ? FORWARD : NONE;
    else if (b.mark === mark) this.direction = intoA ? BACKWARD : NONE;
    else if (a.strength > b.strength) this.direction = intoA ? BACKWARD : NONE;
    else this.direction = intoB ? FORWARD : NONE;
  }
  markInputs(mark) { this.input().mark = mark; }
  inputsKnown(mark) { const i = this.input(); return i.mark === mark || i.stay || i.definer === null; }
  recalculate() {
    const input = this.input(), output = this.output();
    output.strength = Math.max(this.strength, input.strength);
    output.stay = input.stay;
    if (output.stay) this.execute();
  }
}

class Equality extends Binary {
  execute() { this.output().value = this.input().value; }
}

class Linear extends Binary {
  constructor(from, scale, offset, to, strength) { super(from, to, strength); this.scale = scale; this.offset = offset; }
  attach() { super.attach(); this.scale.constraints.push(this); this.offset.constraints.push(this); }
  detach() { super.detach(); remove(this.scale.constraints, this); remove(this.offset.constraints, this); }
  markInputs(mark) { super.markInputs(mark); this.scale.mark = this.offset.mark = mark; }
  inputsKnown(mark) {
    const known = (v) => v.mark === mark || v.stay || v.definer === null;
    return known(this.input()) && known(this.scale) && known(this.offset);
  }
  execute() {
    if (this.direction === FORWARD) this.b.value = this.a.value * this.scale.value + this.offset.value;
    else this.a.value = (this.b.value - this.offset.value) / this.scale.value;
  }
  recalculate() {
    const input = this.input(), output = this.output();
    output.strength = Math.max(this.strength, input.strength);
    output.stay = input.stay && this.scale.stay && this.offset.stay;
    if (output.stay) this.execute();
  }
}

function remove(list, item) { const at = list.indexOf(item); if (at >= 0) list.splice(at, 1); }

class Solver {
  constructor() { this.mark = 0; this.executed = 0; }
  add(constraint) {
    constraint.attach();
    const mark = ++this.mark;
    let overridden = this.satisfy(constraint, mark);
    while (overridden !== null) overridden = this.satisfy(overridden, mark);
  }
  // Answers the constraint that had determined the output until now and has to look for another one.
  satisfy(constraint, mark) {
    constraint.choose(mark);
    if (!constraint.isSatisfied()) {
      if (constraint.strength === REQUIRED) throw new Error('a required constraint cannot be satisfied');
      return null;
    }
    constraint.markInputs(mark);
    const output = constraint.output(), overridden = output.definer;
    if (overridden !== null) overridden.unsatisfy();
    output.definer = constraint;
    if (!this.propagate(constraint, mark)) throw new Error('a cycle of constraints');
    output.mark = mark;
    return overridden;
  }
  propagate(constraint, mark) {
    const open = [constraint];
    while (open.length > 0) {
      const c = open.pop();
      if (c.output().mark === mark) { this.remove(constraint); return false; }
      c.recalculate();
      this.consumers(c.output(), open);
    }
    return true;
  }
  consumers(variable, into) {
    for (const c of variable.constraints) if (c !== variable.definer && c.isSatisfied()) into.push(c);
  }
  remove(constraint) {
    if (!constraint.isSatisfied()) { constraint.detach(); return; }
    const output = constraint.output();
    constraint.unsatisfy();
    constraint.detach();
    output.definer = null; output.strength = WEAKEST; output.stay = true;
    const unsatisfied = [], open = [output];
    while (open.length > 0) {
      const v = open.pop();
      for (const c of v.constraints) if (!c.isSatisfied()) unsatisfied.push(c);
      for (const c of v.constraints) if (c !== v.definer && c.isSatisfied()) { c.recalculate(); open.push(c.output()); }
    }
    for (let s = REQUIRED; s < WEAKEST; s++) {
      for (const c of unsatisfied) {
        if (c.strength !== s || c.isSatisfied()) continue;
        const mark = ++this.mark;
        let overridden = this.satisfy(c, mark);
        while (overridden !== null) overridden = this.satisfy(overridden, mark);
      }
    }
  }
  // The constraints to execute, in order, when the sources change.
  plan(sources) {
    const mark = ++this.mark, plan = [], open = sources.filter((c) => c.isInput() && c.isSatisfied());
    while (open.length > 0) {
      const c = open.pop(), output = c.output();
      if (output.mark === mark || !c.inputsKnown(mark)) continue;
      plan.push(c);
      output.mark = mark;
      this.consumers(output, open);
    }
    return plan;
  }
  execute(plan) { for (const c of plan) c.execute(); this.executed += plan.length; }
  edit(variable, value, times) {
    const edit = new Edit(variable, PREFERRED);
    this.add(edit);
    const plan = this.plan([edit]);
    for (let i = 0; i < times; i++) { variable.value = value + i; this.execute(plan); }
    this.remove(edit);
  }
}

function chain(n) {
  const solver = new Solver(), all = [];
  for (let i = 0; i <= n; i++) {
    all.push(new Variable('v' + i, 0));
    if (i > 0) solver.add(new Equality(all[i - 1], all[i], REQUIRED));
  }
  solver.add(new Stay(all[n], DEFAULT));
  let sum = 0;
  const edit = new Edit(all[0], PREFERRED);
  solver.add(edit);
  const plan = solver.plan([edit]);
  for (let i = 0; i < 100; i++) {
    all[0].value = i;
    solver.execute(plan);
    if (all[n].value !== i) throw new Error('the chain is broken');
    sum += all[n].value;
  }
  solver.remove(edit);
  return sum + solver.executed;
}

function projection(n) {
  const solver = new Solver(), scale = new Variable('scale', 10), offset = new Variable('offset', 1000), from = [], to = [];
  for (let i = 0; i < n; i++) {
    from.push(new Variable('from' + i, i));
    to.push(new Variable('to' + i, i));
    solver.add(new Stay(from[i], DEFAULT));
    solver.add(new Linear(from[i], scale, offset, to[i], REQUIRED));
  }
  const total = () => to.reduce((sum, v) => sum + v.value, 0);
  let h = 0;
  solver.edit(from[n >> 1], 17, 10); h = (h * 31 + to[n >> 1].value) % 1000003;
  solver.edit(to[n >> 1], 1050, 10); h = (h * 31 + from[n >> 1].value * 10) % 1000003;
  solver.edit(scale, 5, 10); h = (h * 31 + total()) % 1000003;
  solver.edit(offset, 2000, 10); h = (h * 31 + total()) % 1000003;
  for (let i = 0; i < n; i++) if (from[i].value * scale.value + offset.value !== to[i].value) throw new Error('a projection is wrong');
  return h + solver.executed;
}

let h = 0;
for (let r = 0; r < ROUNDS; r++) h = (h * 31 + chain(CHAIN + r) + projection(PROJECTION + r)) % 1000003;
console.log('deltablue', chain(10), projection(10), h);
