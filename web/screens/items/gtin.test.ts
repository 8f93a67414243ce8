import { expect, test } from 'vitest'

import { gtinComplaint } from './gtin.ts'

test('a right GTIN of each length passes, and an empty one', () => {
  const right = ['', '96385074', '036000291452', '4006381333931', '10012345678902']
  expect(right.map(gtinComplaint)).toEqual(right.map(() => undefined))
})

test('a wrong digit is named', () => {
  expect(gtinComplaint('4006381333932')).toBe(
    'One digit is wrong: by the others it would end in 1.',
  )
  expect(gtinComplaint('40063813339')).toContain('these are 11')
  expect(gtinComplaint('4006381-333931')).toBe('Digits only.')
})
