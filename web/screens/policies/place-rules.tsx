import { Button } from '@mantine/core'
import { useState } from 'react'

import type { PolicyRuleView, PolicyView } from '#contracts/flow/policies'

import { useAct } from '../../api/acts.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'
import { toast } from '../../parts/toast.tsx'
import styles from './policies.module.css'
import { Rule } from './rule.tsx'
import { namedOption, ruleFields } from './rule-fields.tsx'
import { isClaim, isSegment, ruleName, segments } from './words.ts'

export type PlaceRulesProps = {
  readonly policy: PolicyView
  readonly currency: string
  /** Only of a draft, for whoever may change it. */
  readonly choose: ((rule: PolicyRuleView) => void) | undefined
}

/** What is critical, categories, places with a rule of their own, and the one for every other segment. */
export function PlaceRules({ policy, currency, choose }: PlaceRulesProps) {
  const [isAdding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<PolicyRuleView>()
  const rules = policy.rules.filter(
    (rule) => !isClaim(rule) && (rule.place !== null || !isSegment(rule.segment)),
  )
  if (rules.length === 0 && choose === undefined) return null
  return (
    <section aria-labelledby="place-rules">
      <div className={styles.headed}>
        <h2 id="place-rules">Rules that come first</h2>
        {choose ? (
          <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
            Add a rule…
          </Button>
        ) : null}
      </div>
      {rules.length === 0 ? (
        <p className={styles.padded}>Every item goes by the segments above.</p>
      ) : (
        <ul className={styles.others}>
          <InParts as="li" rows={rules} noun="Rules">
            {(rule) => (
              <li key={rule.id} className={styles.cell}>
                <Rule
                  rule={rule}
                  currency={currency}
                  choose={choose}
                  remove={choose && (() => setLeaving(rule))}
                />
              </li>
            )}
          </InParts>
        </ul>
      )}
      {isAdding ? (
        <RecordDialog
          noun="rule"
          fields={[...whereFields, ...ruleFields(currency)]}
          defaults={{ segment: 'AX', targetKind: 'fill_rate', method: 's_S', ...usual }}
          path={`/policies/${policy.id}/rules`}
          nameOf={({ segment }) => `Rule of ${String(segment)}`}
          permission="policies.write"
          note="What is critical comes first, then the nearest category, then the segment; of each, the rule of the place."
          close={() => setAdding(false)}
        />
      ) : null}
      {leaving ? (
        <Removal policy={policy} rule={leaving} close={() => setLeaving(undefined)} />
      ) : null}
    </section>
  )
}

const usual = { reviewDays: 7, coverDaysMin: 0 }

const whereFields: readonly RecordField[] = [
  {
    kind: 'choice',
    key: 'segment',
    label: 'About',
    options: [
      ...segments.map((value) => ({ value, label: value })),
      { value: 'critical', label: 'Critical items' },
      { value: 'high', label: 'Items of high importance' },
      { value: 'category', label: 'A category' },
      { value: '*', label: 'Every other' },
    ],
  },
  {
    kind: 'list',
    key: 'categoryId',
    label: 'Category',
    hint: 'Of a rule for a category',
    path: '/item-categories',
    optionOf: namedOption,
  },
  {
    kind: 'list',
    key: 'placeId',
    label: 'Place',
    hint: 'Empty: every place',
    path: '/places',
    optionOf: namedOption,
  },
]

type RemovalProps = {
  readonly policy: PolicyView
  readonly rule: PolicyRuleView
  readonly close: () => void
}

export function Removal({ policy, rule, close }: RemovalProps) {
  const act = useAct(
    () => ({
      method: 'DELETE',
      path: `/policies/${policy.id}/rules/${rule.id}`,
      ifMatch: `"${policy.version}"`,
    }),
    () => {
      toast({ text: `Rule of ${ruleName(rule)} removed.` })
      close()
    },
  )
  return (
    <ConfirmAct
      title={`Remove the rule of ${ruleName(rule)}?`}
      isOpen
      close={close}
      sentence={
        isClaim(rule)
          ? 'Its part of demand then goes by the rule of the stock that it shares.'
          : 'Its items then go by the next wider rule.'
      }
      verb="Remove rule"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem ?? act.conflict}
    />
  )
}
