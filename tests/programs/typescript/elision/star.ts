import { load } from './log.js';
load('star');
export const value = 'star value';
export class Class {
  name = 'star class';
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
  return 'star default';
}
