import type { QuoteLineView } from '#contracts/flow/agreements'

import { dayText } from '../../look/days.ts'
import { moneyText, quantityText } from '../../look/format.ts'
import { Price } from '../../look/money.tsx'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { ScreenLink } from '../../shell/link.tsx'
import styles from './supplier-terms.module.css'

/** The chosen terms, what they come to, and why not the others. */
export function Quoted({ line }: { readonly line: QuoteLineView }) {
  if (line.kind === 'no_terms') {
    return (
      <>
        <StatusBadge tone="warn">No terms hold</StatusBadge>
        <p>No supplier’s terms cover this item, place and day. A price can still be typed.</p>
        <PassedOver passedOver={line.passedOver} />
      </>
    )
  }
  const isRaised = line.asked.quantity !== line.rounded.quantity
  const reasons = [
    line.why.isForPlace ? 'They name this place.' : 'They hold for every place.',
    `Rank ${line.why.rank}: ${line.why.rank === 1 ? 'asked first' : 'asked after better ranks'}.`,
    `In force from ${dayText(line.why.validFrom)}${line.why.validTo ? ` to ${dayText(line.why.validTo)}` : ', until newer ones'}.`,
    `The break from ${quantityText(line.breakFrom)} is reached.`,
    ...(isRaised
      ? [
          `Raised from ${quantityText(line.asked)}: at least ${quantityText(line.moq)}, in steps of ${quantityText(line.multiple)}.`,
        ]
      : []),
  ]
  return (
    <>
      <p className={styles.price}>
        <Price price={line.price} />
      </p>
      <dl className={styles.quoted}>
        <div>
          <dt>From</dt>
          <dd>
            <ScreenLink to={`/supplier-terms/${line.termId}`}>{line.supplierName}</ScreenLink>
          </dd>
        </div>
        <div>
          <dt>Order</dt>
          <dd>{quantityText(line.rounded)}</dd>
        </div>
        <div>
          <dt>Comes to</dt>
          <dd>{moneyText(line.value)}</dd>
        </div>
        <div>
          <dt>Lead time</dt>
          <dd>{line.leadTimeDays === 1 ? '1 day' : `${line.leadTimeDays} days`}</dd>
        </div>
      </dl>
      <h3>Why these terms</h3>
      <ul className={styles.reasons}>
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <PassedOver passedOver={line.why.passedOver} />
    </>
  )
}

type PassedOverProps = { readonly passedOver: Passed }

type Passed = readonly { readonly termId: string; readonly reason: string }[]

function PassedOver({ passedOver }: PassedOverProps) {
  if (passedOver.length === 0) return null
  return (
    <>
      <h3>Passed over</h3>
      <ul className={styles.reasons}>
        {passedOver.map(({ termId, reason }) => (
          <li key={termId}>
            <ScreenLink to={`/supplier-terms/${termId}`}>Other terms</ScreenLink>{' '}
            <span className={ui.soft}>{reasonTexts[reason] ?? reason}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

const reasonTexts: Readonly<Record<string, string>> = {
  newer_terms_of_the_supplier: 'the same supplier has newer ones',
  no_price_for_the_quantity: 'no price for so few',
  other_terms_name_the_place: 'others name this very place',
  lower_rank: 'a lower rank',
  dearer: 'dearer',
  same_price: 'the same price, not sooner',
}
