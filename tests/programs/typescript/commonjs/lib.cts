class Point { constructor(readonly x: number, readonly y = 0) {} toString(): string { return `(${this.x}, ${this.y})`; } }
export = { Point, origin: new Point(0) };
