import { load } from './log.js';
load('reexported');
export const value = 'reexported value';
export class Class {
  name = 'reexported class';
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
  return 'reexported default';
}
