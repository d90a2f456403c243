export default function helper<T>(x: T): [T] { return [x]; } export type Unused = string;
