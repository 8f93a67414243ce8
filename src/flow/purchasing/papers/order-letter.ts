/** The letter that goes with an order, as text and as HTML. The link stands as `{{link}}` in both. */
import { linkMark } from '#platform/mail/log'

import type { Paper } from '../queries/read-paper.ts'
import { deliverBy } from './deliver-by.ts'
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
  const rows = facts.map(
    ([label, value]) =>
      `<tr><td style="padding:2px 16px 2px 0;color:#555">${escaped(label)}</td>` +
      `<td style="padding:2px 0">${escaped(value)}</td></tr>`,
  )
  const paragraph = (content: string) => `<p style="margin:0 0 16px">${content}</p>`
  return [
    `<!doctype html><html lang="${escaped(paper.supplier.language)}"><meta charset="utf-8">`,
    '<body style="font:15px/1.5 Arial,sans-serif;color:#111;max-width:560px;margin:24px">',
    paragraph(escaped(words.greeting(supplier.name))),
    paragraph(escaped(words.attached(paper.number ?? ''))),
    `<table style="margin:0 0 16px;border-collapse:collapse">${rows.join('')}</table>`,
    paragraph(escaped(words.answerHere)),
    paragraph(
      `<a href="${linkMark}" style="display:inline-block;padding:10px 18px;background:#111;` +
        `color:#fff;text-decoration:none;border-radius:6px">${escaped(words.answerButton)}</a>`,
    ),
    paragraph(`<span style="color:#555">${escaped(words.linkIsYours)}</span>`),
    ...(paper.note === '' ? [] : [paragraph(escaped(paper.note))]),
    paragraph(
      [words.regards, paper.buyerName, company.legalName || company.name].map(escaped).join('<br>'),
    ),
    '</body></html>',
  ].join('\n')
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>')
}
