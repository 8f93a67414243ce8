import { Button } from '@mantine/core'
import { useState } from 'react'

import type { PolicyRuleView, PolicyView } from '#contracts/flow/policies'

import { useAct } from '../../api/acts.ts'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'
import { toast } from '../../parts/toast.tsx'
import styles from './policies.module.css'
import { Rule } from './rule.tsx'
import { ruleFields } from './rule-fields.tsx'
import { ruleName, valueClasses, variationClasses } from './words.ts'

export type PlaceRulesProps = {
  readonly policy: PolicyView
  readonly currency: string
  /** Only of a draft, for whoever may change it. */
  readonly choose: ((rule: PolicyRuleView) => void) | undefined
}

const segments = valueClasses.flatMap((value) => variationClasses.map((one) => `${value}${one}`))

/** Where a place has a rule of its own, and the one for every other segment. */
export function PlaceRules({ policy, currency, choose }: PlaceRulesProps) {
  const [isAdding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<PolicyRuleView>()
  const rules = policy.rules.filter(({ place, segment }) => place !== null || segment === '*')
  if (rules.length === 0 && choose === undefined) return null
  return (
    <section aria-labelledby="place-rules">
      <div className={styles.headed}>
        <h2 id="place-rules">Rules of places</h2>
        {choose ? (
          <Button variant="default" size="compact-sm" onClick={() => setAdding(true)}>
            Add a rule…
          </Button>
        ) : null}
      </div>
      {rules.length === 0 ? (
        <p className={styles.padded}>Every place goes by the segments above.</p>
      ) : (
        <ul className={styles.others}>
          {rules.map((rule) => (
            <li key={rule.id} className={styles.cell}>
              <Rule
                rule={rule}
                currency={currency}
                choose={choose}
                remove={choose && (() => setLeaving(rule))}
              />
            </li>
          ))}
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
          note="It holds for this segment at this place instead of the segment’s own."
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
    label: 'Segment',
    options: [
      ...segments.map((value) => ({ value, label: value })),
      { value: '*', label: 'Every other' },
    ],
  },
  {
    kind: 'list',
    key: 'placeId',
    label: 'Place',
    hint: 'Empty: every place',
    path: '/places',
    optionOf: ({ id, code, name }: { id: string; code: string; name: string }) => ({
      id,
      label: name,
      note: code,
    }),
  },
]

type RemovalProps = {
  readonly policy: PolicyView
  readonly rule: PolicyRuleView
  readonly close: () => void
}

function Removal({ policy, rule, close }: RemovalProps) {
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
      sentence="Its items then go by the rule of their segment."
      verb="Remove rule"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem ?? act.conflict}
    />
  )
}
