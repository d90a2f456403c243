import { load } from './log.js';
load('shadowed');
export const value = 'shadowed value';
export class Class {
  name = 'shadowed class';
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
  return 'shadowed default';
}
