import { load } from './log.js';
load('renamed');
export const value = 'renamed value';
export class Class {
  name = 'renamed class';
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
  return 'renamed default';
}
