// Enums whose members are those of another file: texts have no reverse mapping there either.
import { Inlined, Numbers, Space, Texts, text, three } from './other.js';
import * as all from './other.js';
enum Mixed {
  Number = Numbers.B,
  Text = Texts.A,
  Const = three,
  ConstText = text,
  InlinedNumber = Inlined.A,
  InlinedText = Inlined.T,
  Inner = Space.Inner.A,
  InnerText = Space.Inner.T,
  Star = all.Numbers.A,
  StarText = all.Texts.A,
  Sum = Numbers.A + three,
  Joined = Texts.A + '!',
  Template = `${Texts.A}?`,
}
console.log('numbers:', Mixed.Number, Mixed.Const, Mixed.InlinedNumber, Mixed.Inner, Mixed.Star, Mixed.Sum);
console.log('texts:', Mixed.Text, Mixed.ConstText, Mixed.InlinedText, Mixed.InnerText, Mixed.StarText);
console.log('made of texts:', Mixed.Joined, Mixed.Template);
console.log('keys:', Object.keys(Mixed).join());
console.log('back:', Mixed[5], Mixed[3], Mixed[7], Mixed[11], Mixed[4]);
console.log('const enum of another file:', Inlined.A, Inlined.T, Inlined['A']);
