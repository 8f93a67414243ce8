import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'

import type { PolicyView } from '#contracts/flow/policies'

import { useAct } from '../../api/acts.ts'
import { reasonAt } from '../../api/problem.ts'
import { currencyDigits } from '../../look/format.ts'
import ui from '../../look/ui.module.css'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { DecimalField, MoneyField } from '../../parts/fields/decimal-field.tsx'
import { toast } from '../../parts/toast.tsx'

export type ChangeSettingsProps = {
  readonly policy: PolicyView
  readonly currency: string
  readonly close: () => void
}

type Settings = PolicyView['settings']

/** Cut-offs of the classes, and what ordering and holding cost. */
const shares = [
  ['valueShareA', 'A ends at', '%'],
  ['valueShareB', 'B ends at', '%'],
  ['variationX', 'X varies up to', '%'],
  ['variationY', 'Y varies up to', '%'],
  ['holdingRate', 'Holding costs a year', '%'],
  ['tournamentMargin', 'Another method must save', '%'],
] as const

export function ChangeSettings({ policy, currency, close }: ChangeSettingsProps) {
  const [name, setName] = useState(policy.name)
  const [settings, setSettings] = useState<Partial<Settings>>(policy.settings)
  const change = (some: { readonly [Name in keyof Settings]?: Settings[Name] | undefined }) =>
    setSettings({ ...settings, ...some } as Partial<Settings>)
  const act = useAct(
    () => ({
      method: 'PATCH',
      path: `/policies/${policy.id}`,
      body: { name: name.trim(), settings },
      ifMatch: `"${policy.version}"`,
    }),
    () => {
      toast({ text: `${name.trim()} saved.` })
      close()
    },
  )
  const isWhole = Object.values(settings).every((value) => value !== undefined)
  const scale = 10 ** currencyDigits(currency)
  const asText = (value: number | undefined, factor: number) =>
    value === undefined ? undefined : String(Math.round(value * factor * 1e6) / 1e6)
  return (
    <ConfirmAct
      title="Change settings"
      isOpen
      close={close}
      size={560}
      sentence="It has to be previewed again before it is put in force."
      verb="Save settings"
      run={() => void act.run()}
      isRunning={act.isRunning}
      isDisabled={!isWhole || name.trim() === ''}
      problem={act.problem ?? act.conflict}
    >
      <div className={ui.fields}>
        <TextInput
          label="Name"
          required
          data-autofocus
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {shares.map(([key, label, suffix]) => (
          <DecimalField
            key={key}
            label={label}
            isRequired
            digitsMax={2}
            suffix={suffix}
            value={asText(settings[key], 100)}
            error={reasonAt(act.problem, `/settings/${key}`)}
            onChange={(text) =>
              change({ [key]: text === undefined ? undefined : Number(text) / 100 })
            }
          />
        ))}
        <DecimalField
          label="In rounds in a row"
          isRequired
          digitsMax={0}
          value={asText(settings.tournamentRounds, 1)}
          error={reasonAt(act.problem, '/settings/tournamentRounds')}
          onChange={(text) =>
            change({ tournamentRounds: text === undefined ? undefined : Number(text) })
          }
        />
        <MoneyField
          label="An order costs"
          isRequired
          currency={currency}
          value={asText(settings.orderCostMinor, 1 / scale)}
          onChange={(text) =>
            change({
              orderCostMinor: text === undefined ? undefined : Math.round(Number(text) * scale),
            })
          }
        />
        <Checkbox
          label="Draft what the tournament advises by itself"
          checked={settings.draftsAdvice ?? false}
          onChange={(event) => change({ draftsAdvice: event.currentTarget.checked })}
        />
      </div>
    </ConfirmAct>
  )
}
