import { Button } from '@mantine/core'
import { useState } from 'react'

import type { PolicyRuleView } from '#contracts/flow/policies'

import { InParts } from '../../parts/in-parts.tsx'
import { RecordDialog } from '../../parts/record-form/record-dialog.tsx'
import type { RecordField } from '../../parts/record-form/types.ts'
import { type PlaceRulesProps, Removal } from './place-rules.tsx'
import styles from './policies.module.css'
import { Rule } from './rule.tsx'
import { namedOption, targetFields } from './rule-fields.tsx'
import { isClaim, segments } from './words.ts'

/** What channels ask of the stock that they share at a place. */
export function ChannelRules({ policy, currency, choose }: PlaceRulesProps) {
  const [adding, setAdding] = useState<'channel' | 'committed'>()
  const [leaving, setLeaving] = useState<PolicyRuleView>()
  const rules = policy.rules.filter(isClaim)
  if (rules.length === 0 && choose === undefined) return null
  return (
    <section aria-labelledby="channel-rules">
      <div className={styles.headed}>
        <h2 id="channel-rules">Targets of channels</h2>
        {choose ? (
          <>
            <Button variant="default" size="compact-sm" onClick={() => setAdding('channel')}>
              Add a channel’s…
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => setAdding('committed')}>
              Add that of committed channels…
            </Button>
          </>
        ) : null}
      </div>
      {rules.length === 0 ? (
        <p className={styles.padded}>
          No channel asks for more than the rule of the stock that it shares.
        </p>
      ) : (
        <ul className={styles.others}>
          <InParts as="li" rows={rules} noun="Targets">
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
      {adding ? (
        <RecordDialog
          noun="target"
          fields={adding === 'channel' ? channelFields : committedFields}
          defaults={{
            segment: adding === 'committed' ? 'committed' : '*',
            targetKind: 'fill_rate',
          }}
          path={`/policies/${policy.id}/rules`}
          nameOf={() => 'Target'}
          permission="policies.write"
          note="Stock is kept for the mean of what its channels ask, weighed by demand, and never below what a committed one needs for its part."
          close={() => setAdding(undefined)}
        />
      ) : null}
      {leaving ? (
        <Removal policy={policy} rule={leaving} close={() => setLeaving(undefined)} />
      ) : null}
    </section>
  )
}

const placeField: RecordField = {
  kind: 'list',
  key: 'placeId',
  label: 'Place',
  hint: 'Empty: every place',
  path: '/places',
  optionOf: namedOption,
}

const committedFields: readonly RecordField[] = [...targetFields, placeField]

const channelFields: readonly RecordField[] = [
  {
    kind: 'list',
    key: 'channelId',
    label: 'Channel',
    isRequired: true,
    path: '/channels',
    optionOf: namedOption,
  },
  ...targetFields,
  {
    kind: 'choice',
    key: 'segment',
    label: 'About',
    options: [
      { value: '*', label: 'All items' },
      ...segments.map((value) => ({ value, label: value })),
      { value: 'critical', label: 'Critical items' },
      { value: 'high', label: 'Items of high importance' },
    ],
  },
  placeField,
]
