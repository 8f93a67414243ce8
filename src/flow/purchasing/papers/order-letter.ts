/** The letter that goes with an order, as text and as HTML. The link stands as `{{link}}` in both. */
import { linkMark } from '#platform/mail/log'

import type { Paper } from '../queries/read-paper.ts'
import { deliverBy } from './deliver-by.ts'
import { htmlLetter } from './html-letter.ts'
import { wordsIn } from './words.ts'

export type OrderLetter = {
  readonly subjectLine: string
  readonly text: string
  readonly html: string
}

export function orderLetter(paper: Paper): OrderLetter {
  const words = wordsIn(paper.supplier.language)
  const number = paper.number ?? ''
  const { company, supplier } = paper
  const subject = paper.termsVersion > 1 ? words.changedSubject : words.subject
  const facts = [
    [words.total, `${paper.total.amount} ${paper.currency}`],
    [words.deliverBy, deliverBy(paper)],
    [words.deliverTo, paper.place.name],
  ] as const
  const text = [
    words.greeting(supplier.name),
    '',
    words.attached(number),
    '',
    ...facts.map(([label, value]) => `${label}: ${value}`),
    '',
    words.answerHere,
    linkMark,
    '',
    words.linkIsYours,
    ...(paper.note === '' ? [] : ['', paper.note]),
    '',
    words.regards,
    paper.buyerName,
    company.legalName || company.name,
  ].join('\n')
  return { subjectLine: subject(number, company.name), text, html: htmlOf(paper, facts) }
}

function htmlOf(paper: Paper, facts: readonly (readonly [string, string])[]): string {
  const words = wordsIn(paper.supplier.language)
  const { company, supplier } = paper
  const signed = [words.regards, paper.buyerName, company.legalName || company.name]
  return htmlLetter(supplier.language, [
    { text: words.greeting(supplier.name) },
    { text: words.attached(paper.number ?? '') },
    { rows: facts },
    { text: words.answerHere },
    { button: words.answerButton, link: linkMark },
    { faint: words.linkIsYours },
    ...(paper.note === '' ? [] : [{ text: paper.note }]),
    { text: signed.join('\n') },
  ])
}
