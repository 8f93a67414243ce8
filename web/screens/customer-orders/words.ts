import type { Word } from '../../look/words.ts'

export const lifecycleWords = {
  open: { tone: 'info', label: 'Open' },
  completed: { tone: 'ok', label: 'Completed' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
} as const satisfies Record<string, Word>
