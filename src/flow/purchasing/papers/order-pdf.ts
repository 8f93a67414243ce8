/** The order on paper. */
import { type Content, printPdf } from '#platform/pdf'

import type { Paper, PaperLine } from '../queries/read-paper.ts'
import { deliverBy } from './deliver-by.ts'
import { type Words, wordsIn } from './words.ts'

export async function orderPdf(paper: Paper): Promise<Buffer> {
  const words = wordsIn(paper.supplier.language)
  const name = paper.number ?? words.draft
  return printPdf({
    title: `${words.purchaseOrder} ${name}`,
    author: paper.company.name,
    foot: `${paper.company.legalName || paper.company.name} · ${words.purchaseOrder} ${name}`,
    content: [head(paper, words), parties(paper, words), linesTable(paper, words), notes(paper)],
  })
}

function head(paper: Paper, words: Words): Content {
  const version = paper.termsVersion > 1 ? ` · ${words.version} ${paper.termsVersion}` : ''
  return {
    columns: [
      [
        { text: `${words.purchaseOrder} ${paper.number ?? words.draft}`, style: 'title' },
        { text: `${words.date} ${paper.orderedOn}${version}`, margin: [0, 2, 0, 0] },
      ],
      {
        width: 200,
        alignment: 'right',
        stack: [
          { text: paper.company.legalName || paper.company.name, bold: true },
          ...textLines(paper.company.address),
          ...(paper.company.taxId === '' ? [] : [`${words.taxId} ${paper.company.taxId}`]),
        ],
      },
    ],
    margin: [0, 0, 0, 20],
  }
}

function parties(paper: Paper, words: Words): Content {
  const block = (label: string, ...lines: readonly string[]): Content => ({
    stack: [{ text: label, style: 'label' }, ...lines.filter((line) => line !== '')],
  })
  return {
    columns: [
      block(words.supplier, paper.supplier.name, ...textLines(paper.supplier.address)),
      block(words.deliverTo, paper.place.name, ...textLines(paper.place.address)),
      block(
        words.deliverBy,
        deliverBy(paper),
        `${words.terms}: ${words.days(paper.paymentTermsDays)}`,
        paper.incoterm === '' ? '' : `${words.incoterm}: ${paper.incoterm}`,
        `${words.buyer}: ${paper.buyerName}`,
      ),
    ],
    columnGap: 16,
    margin: [0, 0, 0, 20],
  }
}

function linesTable(paper: Paper, words: Words): Content {
  const right = (text: string, bold = false) => ({ text, alignment: 'right' as const, bold })
  const titles = ['#', words.item, words.quantity, words.price, words.deliverBy, words.value]
  const heading = titles.map((text, index) => ({
    text,
    style: 'head',
    alignment: index === 2 || index === 3 || index === 5 ? ('right' as const) : ('left' as const),
  }))
  const body = paper.lines.map((line) => [
    `${line.lineNo}`,
    itemCell(line, words),
    right(`${line.quantity.quantity} ${line.quantity.unit}`),
    right(priceText(line)),
    line.requestedOn,
    right(line.value.amount),
  ])
  const total = [
    {
      text: `${words.total} ${paper.currency}`,
      colSpan: 5,
      bold: true,
      alignment: 'right' as const,
    },
    '',
    '',
    '',
    '',
    right(paper.total.amount, true),
  ]
  return {
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [18, '*', 62, 84, 56, 62],
      body: [heading, ...body, total],
    },
  }
}

function itemCell(line: PaperLine, words: Words): Content {
  const codes =
    line.supplierSku === '' ? line.sku : `${line.sku} · ${words.yourItem} ${line.supplierSku}`
  return { stack: [line.description, { text: codes, style: 'label' }] }
}

function priceText({ price }: PaperLine): string {
  return `${price.amount} / ${price.per === '1' ? '' : `${price.per} `}${price.unit}`
}

function notes(paper: Paper): Content {
  return paper.note === '' ? '' : { text: paper.note, margin: [0, 20, 0, 0] }
}

function textLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}
