import { load } from './log.js';
load('unused_star');
export const value = 'unused_star value';
export class Class {
  name = 'unused_star class';
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
  return 'unused_star default';
}
