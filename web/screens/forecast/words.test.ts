/** Goal: nobody reads what the engine calls its members. */
import { expect, test } from 'vitest'

import { memberText } from './words.ts'

test.each([
  ['own capped', 'Its level at its own pace, spikes cut off'],
  ['launched own capped', 'Its level at its own pace, spikes cut off, from its first sale on'],
  ['ses.03', 'Level, forgetting at 0.03'],
  ['log holt', 'Level and trend (Holt), by ratios'],
])('%s: %s', (member, words) => {
  expect(memberText(member)).toBe(words)
})
