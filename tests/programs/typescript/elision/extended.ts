import { load } from './log.js';
load('extended');
export const value = 'extended value';
export class Class {
  name = 'extended class';
}
export enum Enum {
  A = 1,
  B,
}
export interface Interface {
  x: number;
}
export type Type = string;
export default function (): string {
  return 'extended default';
}
