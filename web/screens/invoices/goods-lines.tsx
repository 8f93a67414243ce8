import { type Problem, reasonAt, reasonWithin } from '../../api/problem.ts'
import { compareDecimals } from '../../look/decimal.ts'
import { moneyText, trimmed, unitsText } from '../../look/format.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import forms from '../../parts/document-form.module.css'
import { PriceField, QuantityField } from '../../parts/fields/decimal-field.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { type Draft, type GoodsDraft, goodsAmount, isBilled } from './draft.ts'

type GoodsLinesProps = {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  readonly problem: Problem | undefined
}

export function GoodsLines({ draft, onChange, problem }: GoodsLinesProps) {
  if (draft.goods.length === 0) return null
  const billed = draft.goods.filter(isBilled)
  const pointerOf = (line: GoodsDraft) => `/lines/${billed.indexOf(line)}`
  return (
    <div className={forms.lines}>
      <Scrollable label="Goods">
        <table className={ui.table}>
          <caption>Goods billed</caption>
          <thead>
            <tr>
              <th scope="col">Order line</th>
              <th scope="col">Item</th>
              <th scope="col" data-num>
                To be billed
              </th>
              <th scope="col">Billed</th>
              <th scope="col">Price</th>
              <th scope="col" data-num>
                Amount
              </th>
              <th scope="col">Remark</th>
            </tr>
          </thead>
          <tbody>
            <InParts
              rows={draft.goods}
              columns={7}
              needs={(line) => reasonWithin(problem, pointerOf(line)) !== undefined}
            >
              {(line, at) => (
                <Line
                  key={line.line.id}
                  goods={line}
                  errorAt={(field) => reasonAt(problem, `${pointerOf(line)}${field}`)}
                  onChange={(next) => onChange({ ...draft, goods: draft.goods.with(at, next) })}
                />
              )}
            </InParts>
          </tbody>
        </table>
      </Scrollable>
    </div>
  )
}

type LineProps = {
  readonly goods: GoodsDraft
  readonly errorAt: (field: string) => string | undefined
  readonly onChange: (goods: GoodsDraft) => void
}

function Line({ goods, errorAt, onChange }: LineProps) {
  const { line, orderNumber, billable, quantity, price } = goods
  const name = `line ${line.lineNo} of ${orderNumber}`
  const { currency, unit, per } = line.price
  return (
    <tr>
      <td>
        {orderNumber}, line {line.lineNo}
      </td>
      <td className={forms.item}>
        <div title={line.item.name}>{line.item.name}</div>
        <small>{line.item.sku}</small>
      </td>
      <td data-num data-label="To be billed">
        {unitsText(billable)} {line.item.unit}
      </td>
      <td className={forms.cell} data-label="Billed">
        <QuantityField
          label={`Billed, ${name}`}
          isBare
          unitDecimals={line.item.unitDecimals}
          value={quantity}
          onChange={(next) => onChange({ ...goods, quantity: next })}
          error={errorAt('/quantity') ?? errorAt('')}
        />
      </td>
      <td className={forms.cell} data-label="Price">
        <PriceField
          label={`Price, ${name}`}
          isBare
          currency={currency}
          per={trimmed(per) === '1' ? unit : `${unitsText(per)} ${unit}`}
          value={price}
          onChange={(next) => onChange({ ...goods, price: next })}
          error={errorAt('/price')}
        />
      </td>
      <td data-num data-label="Amount">
        {isBilled(goods) ? moneyText({ amount: goodsAmount(goods), currency }) : '–'}
      </td>
      <td>
        <Remark goods={goods} />
      </td>
    </tr>
  )
}

function Remark({
  goods: { line, billable, quantity = '0', price },
}: {
  readonly goods: GoodsDraft
}) {
  if (compareDecimals(quantity, billable) > 0) {
    return <StatusBadge tone="warn">More than came</StatusBadge>
  }
  if (price !== undefined && compareDecimals(price, line.price.amount) > 0) {
    return <StatusBadge tone="warn">Price above the order</StatusBadge>
  }
  return null
}
