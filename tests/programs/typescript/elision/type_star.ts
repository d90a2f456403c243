import { load } from './log.js';
load('type_star');
export const value = 'type_star value';
export class Class {
  name = 'type_star class';
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
  return 'type_star default';
}
