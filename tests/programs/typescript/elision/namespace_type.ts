import { load } from './log.js';
load('namespace_type');
export const value = 'namespace_type value';
export class Class {
  name = 'namespace_type class';
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
  return 'namespace_type default';
}
