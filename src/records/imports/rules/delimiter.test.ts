import { expect, test } from 'vitest'

import { saidDelimiter, sniffDelimiter } from './delimiter.ts'

test.each([
  ['a,b,c\n1;2;3;4;5', ','],
  ['a;b\n"x,y,z";2', ';'],
  ['"a;b;c;d",e\n', ','],
  ['"a\nb;c",d;e,f\n', ','],
  ['a\tb', '\t'],
  ['a|b|c,d', '|'],
  ['\r\n\r\nsku;name', ';'],
  ['only', ','],
])('%j is parted by %j', (start, mark) => {
  expect(sniffDelimiter(start)).toBe(mark)
})

test.each([
  ['sep=;\r\na;b', ';'],
  ['SEP=|\na|b', '|'],
  ['sep=x\na', undefined],
  ['a;b\nsep=;', undefined],
])('%j says %j', (start, mark) => {
  expect(saidDelimiter(start)).toBe(mark)
})
