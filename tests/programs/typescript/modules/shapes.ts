export enum Colour { Red, Green }
export interface Shape { side: number; colour: Colour }
export type Only = { x: 1 };
export const area = (s: Shape): number => s.side ** 2;
export namespace Shapes { export const unit: Shape = { side: 1, colour: Colour.Red }; }
declare const enum Gone { A }
export declare function alsoGone(): void;
