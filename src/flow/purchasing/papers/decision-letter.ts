/** What the buyer said to an answer, as text and as HTML. The link stands as `{{link}}` in both. */
import { linkMark } from '#platform/mail/log'

import type { Paper } from '../queries/read-paper.ts'
import { htmlLetter } from './html-letter.ts'
import type { OrderLetter } from './order-letter.ts'
import { wordsIn } from './words.ts'

export type Decided = {
  /** Empty when none was given. */
  readonly reason: string
  readonly lines: readonly {
    readonly lineNo: number
    readonly decision: 'accepted' | 'rejected'
  }[]
}

/** @param paper the order as it stands after the decision */
export function decisionLetter(paper: Paper, decided: Decided): OrderLetter {
  const words = wordsIn(paper.supplier.language)
  const { company, supplier, number } = paper
  const rows = decided.lines.map(({ lineNo, decision }) => {
    const word = decision === 'accepted' ? words.accepted : words.declined
    return [`${words.line} ${lineNo}`, `${word}. ${standingOf(paper, lineNo)}`] as const
  })
  const said = words.decided(number ?? '')
  const reason = decided.reason === '' ? [] : [`${words.reason}: ${decided.reason}`]
  const signed = [words.regards, paper.buyerName, company.legalName || company.name]
  const text = [
    words.greeting(supplier.name),
    '',
    said,
    '',
    ...rows.map(([label, value]) => `${label}: ${value}`),
    ...reason.flatMap((sentence) => ['', sentence]),
    '',
    words.seeHere,
    linkMark,
    '',
    words.linkIsYours,
    '',
    ...signed,
  ].join('\n')
  const html = htmlLetter(supplier.language, [
    { text: words.greeting(supplier.name) },
    { text: said },
    { rows },
    ...reason.map((sentence) => ({ text: sentence })),
    { button: words.seeHere, link: linkMark },
    { faint: words.linkIsYours },
    { text: signed.join('\n') },
  ])
  return { subjectLine: words.decidedSubject(number ?? '', company.name), text, html }
}

/** How the line stands now, whatever was asked for. */
function standingOf(paper: Paper, lineNo: number): string {
  const words = wordsIn(paper.supplier.language)
  const line = paper.lines.find((each) => each.lineNo === lineNo)
  if (line === undefined) return words.lineCancelled
  const { quantity, price } = line
  const per = `${price.per === '1' ? '' : `${price.per} `}${price.unit}`
  const item = line.supplierSku || line.sku
  return `${words.standsAt}: ${quantity.quantity} ${quantity.unit} ${item}, ${price.amount} ${price.currency} / ${per}`
}
