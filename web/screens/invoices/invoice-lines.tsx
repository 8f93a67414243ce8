import type { InvoiceLineView, InvoiceView } from '#contracts/flow/matching'

import { moneyText, priceText, quantityText } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ScreenLink } from '../../shell/link.tsx'

export function InvoiceLines({ invoice }: { readonly invoice: InvoiceView }) {
  return (
    <Scrollable label="Lines of the invoice">
      <table className={ui.table}>
        <caption>Lines</caption>
        <thead>
          <tr>
            <th scope="col" data-num>
              No
            </th>
            <th scope="col">What</th>
            <th scope="col">Order line</th>
            <th scope="col" data-num>
              Billed
            </th>
            <th scope="col" data-num>
              Price
            </th>
            <th scope="col">Tax</th>
            <th scope="col" data-num>
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          <InParts rows={invoice.lines} columns={7}>
            {(line) => (
              <tr key={line.id}>
                <td data-num>{line.lineNo}</td>
                <td>{whatOf(line)}</td>
                <td>
                  {line.orderId === null ? (
                    '–'
                  ) : (
                    <ScreenLink to={`/orders/${line.orderId}`}>
                      {line.orderNumber}, line {line.orderLineNo}
                    </ScreenLink>
                  )}
                </td>
                <td data-num>{line.entered ? quantityText(line.entered) : '–'}</td>
                <td data-num>{line.price ? priceText(line.price) : '–'}</td>
                <td>{line.taxCode ?? '–'}</td>
                <td data-num>{moneyText(line.amount)}</td>
              </tr>
            )}
          </InParts>
        </tbody>
        <tfoot>
          {sumsOf(invoice).map(([label, money]) => (
            <tr key={label}>
              <td />
              <th scope="row" colSpan={5}>
                {label}
              </th>
              <td data-num>{moneyText(money)}</td>
            </tr>
          ))}
        </tfoot>
      </table>
    </Scrollable>
  )
}

function whatOf({ kind, sku, description, chargeCode, taxCode }: InvoiceLineView): string {
  if (kind === 'goods') return sku ?? description
  const code = kind === 'charge' ? `Charge ${chargeCode ?? ''}` : `Tax ${taxCode ?? ''}`
  return description === '' ? code : `${code}, ${description}`
}

function sumsOf({ goods, charges, tax, total }: InvoiceView) {
  const parts = [
    ['Goods', goods],
    ['Charges', charges],
    ['Tax', tax],
  ] as const
  const told = parts.filter(([, { amount }]) => /[1-9]/.test(amount))
  return [...(told.length > 1 ? told : []), ['Total', total] as const]
}
