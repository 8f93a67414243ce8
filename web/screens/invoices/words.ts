import type { Word } from '../../look/words.ts'

export const invoiceWords: Readonly<Record<string, Word>> = {
  captured: { tone: 'neutral', label: 'Not matched' },
  held: { tone: 'crit', label: 'Held' },
  posted: { tone: 'ok', label: 'Posted' },
  rejected: { tone: 'neutral', label: 'Rejected' },
  reversed: { tone: 'warn', label: 'Reversed' },
}
