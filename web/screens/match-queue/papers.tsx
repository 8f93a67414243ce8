import { memo } from 'react'

import type { CheckView, PaperLineView, PapersView } from '#contracts/flow/matching'

import { dayText } from '../../look/days.ts'
import { compareDecimals, product, quotient, sumOf } from '../../look/decimal.ts'
import {
  amountText,
  currencyDigits,
  currencySymbol,
  type MoneyWire,
  type PriceWire,
  priceAmountText,
  unitsText,
} from '../../look/format.ts'
import { useDrawn } from '../../parts/in-parts.tsx'
import { PaperCard, type PaperLine } from '../../parts/paper-card.tsx'
import styles from './match-queue.module.css'
import { excessOf } from './words.ts'

/** Order, receipts and invoice side by side; what differs is marked where it differs. Not drawn again while one types. */
export const Papers = memo(function Papers({ papers }: { readonly papers: PapersView }) {
  const { invoice, lines } = papers
  const drawn = useDrawn()
  const currency = lines[0]?.order.amount.currency ?? invoice.total.currency
  const beside = invoice.lines.filter(({ kind }) => kind !== 'goods')
  const bare = beside.map((line): PaperLine => {
    return { id: line.id, name: nameOf(line), total: { text: '–' } }
  })
  const orders = distinct(lines.map(({ order }) => order.orderNumber))
  const documents = lines.flatMap(({ receipts }) => receipts.documents)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.papers} aria-label="The three papers" tabIndex={0}>
      <PaperCard
        drawn={drawn}
        title="Order"
        number={orders}
        sub="as it stands"
        currencySymbol={currencySymbol(currency)}
        lines={[...lines.map(orderLine), ...bare]}
        total={totalOf(lines.map(({ order }) => order.amount))}
      />
      <PaperCard
        drawn={drawn}
        title="Receipts"
        number={distinct(documents.map(({ number }) => number))}
        sub={
          documents.length === 0
            ? 'nothing came yet'
            : `came ${distinct(documents.map(({ receivedOn }) => dayText(receivedOn)))}, less what went back`
        }
        currencySymbol={currencySymbol(currency)}
        lines={[...lines.map(receiptLine), ...bare]}
        total={totalOf(lines.map(keptValue))}
      />
      <PaperCard
        drawn={drawn}
        title="Invoice"
        number={invoice.supplierNumber}
        sub={`${dayText(invoice.invoicedOn)}, captured by ${invoice.capturedByName}`}
        currencySymbol={currencySymbol(invoice.total.currency)}
        lines={[
          ...lines.map(invoiceLine),
          ...beside.map((line) => besideLine(line, papers.checks)),
        ]}
        total={amountText(invoice.total)}
      />
    </section>
  )
})

function orderLine({ invoiceLineId, name, order }: PaperLineView): PaperLine {
  return {
    id: invoiceLineId,
    no: `${order.lineNo}`,
    name,
    units: { text: unitsText(order.quantity.quantity) },
    each: { text: eachText(order.price) },
    total: { text: amountText(order.amount) },
  }
}

function receiptLine(line: PaperLineView): PaperLine {
  const { invoiceLineId, name, order, receipts } = line
  const rejected = sumOf(receipts.documents.map((document) => document.rejected.quantity))
  const before = receipts.invoicedBefore.quantity
  const notes = [
    compareDecimals(rejected, '0') > 0 ? `${unitsText(rejected)} rejected` : '',
    compareDecimals(before, '0') > 0 ? `${unitsText(before)} invoiced before` : '',
  ].filter((note) => note !== '')
  return {
    id: invoiceLineId,
    no: `${order.lineNo}`,
    name,
    units: { text: unitsText(receipts.kept.quantity), isMarked: failing(line, 'quantity') },
    each: { text: eachText(order.price) },
    total: { text: amountText(keptValue(line)) },
    ...(notes.length > 0 ? { note: notes.join(', ') } : {}),
  }
}

function invoiceLine(line: PaperLineView): PaperLine {
  const { invoiceLineId, name, order, invoice } = line
  const [price, units] = [failing(line, 'price'), failing(line, 'quantity')]
  const note = [
    price ? `${excessOf(checkOf(line, 'price'))} above the order` : '',
    units ? `${excessOf(checkOf(line, 'quantity'))} more than came` : '',
  ].filter((each) => each !== '')
  return {
    id: invoiceLineId,
    no: `${order.lineNo}`,
    name,
    units: { text: unitsText(invoice.quantity.quantity), isMarked: units },
    each: { text: eachText(invoice.price), isMarked: price },
    total: {
      text: amountText(invoice.amount),
      isMarked: price || units || failing(line, 'line_total'),
    },
    ...(note.length > 0 ? { note: note.join(', '), tone: 'crit' as const } : {}),
  }
}

type BesideLine = PapersView['invoice']['lines'][number]

function besideLine(line: BesideLine, checks: readonly CheckView[]): PaperLine {
  const check = checks.find((each) => each.invoiceLineId === line.id && each.outcome === 'fails')
  return {
    id: line.id,
    name: nameOf(line),
    total: { text: amountText(line.amount), isMarked: check !== undefined },
    ...(check ? { note: 'not as expected', tone: 'crit' as const } : {}),
  }
}

function nameOf({ description, chargeCode, taxCode, kind }: BesideLine): string {
  return description || [kind === 'tax' ? 'Tax' : 'Charge', chargeCode ?? taxCode].join(' ')
}

function checkOf(line: PaperLineView, name: string): CheckView | undefined {
  return line.checks.find(({ check }) => check === name)
}

function failing(line: PaperLineView, name: string): boolean {
  return checkOf(line, name)?.outcome === 'fails'
}

/** What was kept, at the order's price: the order line's amount by its units. */
function keptValue({ order, receipts }: PaperLineView): MoneyWire {
  const { amount, currency } = order.amount
  const exact = product(amount, receipts.kept.quantity)
  const value = quotient(exact, order.quantity.quantity, currencyDigits(currency))
  return { amount: value, currency }
}

/** A sum, where all are of one currency. */
function totalOf(amounts: readonly MoneyWire[]): string {
  const [first] = amounts
  if (first === undefined) return '–'
  if (amounts.some(({ currency }) => currency !== first.currency)) return '–'
  return amountText({ ...first, amount: sumOf(amounts.map(({ amount }) => amount)) })
}

const namedMax = 2

function distinct(names: readonly string[]): string {
  const all = [...new Set(names)]
  if (all.length <= namedMax) return all.join(', ')
  return `${all.slice(0, namedMax).join(', ')} and ${all.length - namedMax} more`
}

/** What one stocking unit costs, whatever number of them the price was quoted for. */
function eachText({ amount, currency, per }: PriceWire): string {
  const digits = currencyDigits(currency) + 4
  return priceAmountText({ amount: quotient(amount, per, digits), currency })
}
