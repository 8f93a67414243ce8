import { useState } from 'react'

import type { PolicyRuleView, PolicyView, SegmentRow } from '#contracts/flow/policies'

import { useDocument, useList } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { countText, moneyText } from '../../look/format.ts'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { ChannelRules } from './channel-rules.tsx'
import { PlaceRules } from './place-rules.tsx'
import styles from './policies.module.css'
import { Rule } from './rule.tsx'
import { ruleFields, targetFields } from './rule-fields.tsx'
import { classWords, isClaim, ruleName, valueClasses, variationClasses } from './words.ts'

/** The currency of the books; amounts of a policy are in each place's own. */
export function useBookCurrency(): string {
  const { page } = useList<{ readonly currency: string }>('/companies', { limit: 1 })
  return page?.items[0]?.currency ?? 'USD'
}

type Choose = (rule: PolicyRuleView) => void

/** Three by three: what is promised for each segment, and by which method; then rules of places. */
export function Matrix({ policy }: { readonly policy: PolicyView }) {
  const currency = useBookCurrency()
  const mayChange = usePermission('policies.write') && policy.status === 'draft'
  const [chosen, setChosen] = useState<PolicyRuleView>()
  const { document: counted } = useDocument<{ items: readonly SegmentRow[] }>('/segments')
  const choose = mayChange ? setChosen : undefined
  return (
    <section aria-labelledby="matrix">
      <h2 id="matrix" className={styles.head}>
        Segments
      </h2>
      <Scrollable label="Rules by segment">
        <table className={styles.matrix}>
          <caption>Rules by segment: value down, steadiness across</caption>
          <thead>
            <tr>
              <td />
              {variationClasses.map((name) => (
                <th key={name} scope="col">
                  {classWords[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {valueClasses.map((value) => (
              <tr key={value}>
                <th scope="row">{classWords[value]}</th>
                {variationClasses.map((variation) => (
                  <td key={variation}>
                    <Cell
                      segment={`${value}${variation}`}
                      rules={policy.rules}
                      counted={counted?.items}
                      currency={currency}
                      choose={choose}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
      <PlaceRules policy={policy} currency={currency} choose={choose} />
      <ChannelRules policy={policy} currency={currency} choose={choose} />
      {chosen ? (
        <RecordDialog
          noun={`rule of ${ruleName(chosen)}`}
          fields={isClaim(chosen) ? targetFields : ruleFields(currency)}
          saved={{ ...chosen, version: policy.version }}
          path={`/policies/${policy.id}/rules`}
          nameOf={() => `Rule of ${ruleName(chosen)}`}
          permission="policies.write"
          note="It has to be previewed again before it is put in force."
          close={() => setChosen(undefined)}
        />
      ) : null}
    </section>
  )
}

type CellProps = {
  readonly segment: string
  readonly rules: readonly PolicyRuleView[]
  /** Undefined until it is read. */
  readonly counted: readonly SegmentRow[] | undefined
  readonly currency: string
  readonly choose: Choose | undefined
}

function Cell({ segment, rules, counted, currency, choose }: CellProps) {
  const rule = rules.find(
    (one) => one.segment === segment && one.place === null && one.channel === null,
  )
  return (
    <div className={styles.cell}>
      {rule ? (
        <Rule rule={rule} currency={currency} choose={choose} />
      ) : (
        <span>{segment}: as every other</span>
      )}
      <small>{counted ? countedText(segment, counted) : '\u00a0'}</small>
    </div>
  )
}

function countedText(segment: string, counted: readonly SegmentRow[]): string {
  const there = counted.filter((one) => one.segment === segment)
  if (there.length === 0) return 'no item now'
  return there
    .map(({ count, stockValue }) => {
      const items = count === 1 ? '1 item' : `${countText(count)} items`
      return `${items}, stock ${moneyText(stockValue)}`
    })
    .join('; ')
}
