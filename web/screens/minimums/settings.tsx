import type { PlanRunView, PlanSettingsView } from '#contracts/flow/planning'

import { useDocument, useList } from '../../api/queries.ts'
import { usePermission } from '../../api/session.ts'
import { dayText } from '../../look/days.ts'
import { countText, currencyDigits } from '../../look/format.ts'
import { heldText } from '../../look/rule-outcomes.ts'
import { MoneyField } from '../../parts/fields/decimal-field.tsx'
import { RecordFoot } from '../../parts/record-form/record-foot.tsx'
import { RecordPanel } from '../../parts/record-form/record-panel.tsx'
import type { OwnFieldProps, RecordField } from '../../parts/record-form/types.ts'
import { useRecordForm } from '../../parts/record-form/use-record-form.ts'
import { Refusal } from '../../parts/refusal.tsx'
import styles from './minimums.module.css'

/** When planning runs by itself, and whether it orders. */
export function PlanSettings() {
  const { document, problem } = useDocument<PlanSettingsView>('/plan-settings')
  if (document === undefined) return problem ? <Refusal problem={problem} /> : null
  return <Settings key={document.version} saved={document} />
}

function Settings({ saved }: { readonly saved: PlanSettingsView }) {
  const mayWrite = usePermission('policies.write')
  const fields = settingFields(saved)
  const form = useRecordForm({
    fields,
    saved,
    etag: `"${saved.version}"`,
    path: '/plan-settings',
  })
  return (
    <section aria-label="By itself">
      <p className={styles.note}>
        Each segment of the policy says up to which value its lines may be ordered without a person.
        What has no limit, and whatever a person should look at, stays on the buy list.
      </p>
      <RecordPanel form={form} fields={fields} isDisabled={!mayWrite} />
      <LastRun />
      <RecordFoot form={form} noun="settings" note="" />
    </section>
  )
}

const told = 'release:'

/** How many due lines the last plan ordered, and why not the rest. */
function LastRun() {
  const { page } = useList<PlanRunView>('/plan-runs', { limit: 1, status: 'done' })
  const run = page?.items[0]
  const counts = Object.entries(run?.result ?? {}).filter(([name]) => name.startsWith(told))
  if (run?.endedAt == null || counts.length === 0) return null
  const linesOf = (names: readonly string[]) =>
    counts.reduce((sum, [name, count]) => (names.includes(name) ? sum + count : sum), 0)
  const ordered = linesOf([`${told}released`, `${told}waits_for_approval`])
  const held = counts.filter(([name]) => !/released|waits_for_approval/.test(name))
  return (
    <section aria-label="Last plan" className={styles.last}>
      <h2>
        {countText(ordered)} due lines ordered by rule, {dayText(run.asOf)}
      </h2>
      <ul>
        {held.map(([name, count]) => (
          <li key={name}>
            {countText(count)} left to people: {heldText(name.slice(told.length))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function settingFields({ timeZone, currency }: PlanSettingsView): readonly RecordField[] {
  return [
    {
      kind: 'whole',
      key: 'nightHour',
      label: 'Plan each night at',
      suffix: 'h',
      hint: `Hour from 0 to 23 in ${timeZone}; empty: only when somebody asks`,
    },
    {
      kind: 'flag',
      key: 'isReleasing',
      label: 'Order by rule',
      hint: 'After each plan, what is due within the limits of its segment',
    },
    ...(currency === null ? [] : [dayMost(currency)]),
  ]
}

function dayMost(currency: string): RecordField {
  return {
    kind: 'own',
    key: 'releaseDayMaxMinor',
    label: 'At most a day from one supplier',
    render: (props) => <Minor {...props} currency={currency} />,
    textOf: (value) => String(Number(value) / 10 ** currencyDigits(currency)),
  }
}

/** Kept in minor units, as the limits of policies. */
function Minor(props: OwnFieldProps & { readonly currency: string }) {
  const { value, onChange, error, isDisabled, currency } = props
  const scale = 10 ** currencyDigits(currency)
  return (
    <MoneyField
      label="At most a day from one supplier"
      hint="Empty: as much as the lines’ own limits let through"
      currency={currency}
      error={error}
      isDisabled={isDisabled}
      value={typeof value === 'number' ? String(value / scale) : undefined}
      onChange={(text) => onChange(text === undefined ? null : Math.round(Number(text) * scale))}
    />
  )
}
