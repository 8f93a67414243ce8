import { Button } from '@mantine/core'
import { useState } from 'react'

import type { ForecastView, OverrideView } from '#contracts/flow/forecasting'

import { useAct } from '../../api/acts.ts'
import { usePermission } from '../../api/session.ts'
import { dayText, instantText, today } from '../../look/days.ts'
import { StatusBadge } from '../../look/status-badge.tsx'
import ui from '../../look/ui.module.css'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { toast } from '../../parts/toast.tsx'
import styles from './forecast.module.css'
import { overrideText, scopeText, spanText } from './words.ts'

/** What people said they know better, the newest first; later ones have the last word. */
export function Overrides({ forecast }: { readonly forecast: ForecastView }) {
  const mayWrite = usePermission('plans.write')
  const [leaving, setLeaving] = useState<OverrideView>()
  const { overrides } = forecast
  return (
    <section aria-labelledby="overrides">
      <h2 id="overrides" className={styles.tableHead}>
        Overrides
      </h2>
      {overrides.length === 0 ? (
        <p className={styles.section}>Nobody changed this forecast.</p>
      ) : (
        <Scrollable label="Overrides of this forecast">
          <table className={ui.table}>
            <caption>Overrides</caption>
            <thead>
              <tr>
                {['Days', 'Change', 'Reason', 'By', 'Made', 'Expires'].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
                {mayWrite ? (
                  <th scope="col">
                    <span className={ui.hidden}>Act</span>
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {overrides.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{spanText(one.startsOn, one.endsOn)}</th>
                  <td>
                    {overrideText(one)}
                    <Scope override={one} />
                  </td>
                  <td>
                    <span className={styles.reason}>{one.reason}</span>
                  </td>
                  <td>{one.ownerName}</td>
                  <td>{instantText(one.madeAt)}</td>
                  <td>
                    {dayText(one.expiresOn)}{' '}
                    {one.expiresOn < today() ? (
                      <StatusBadge tone="neutral">Expired</StatusBadge>
                    ) : null}
                  </td>
                  {mayWrite ? (
                    <td>
                      <Button
                        variant="default"
                        size="compact-xs"
                        aria-label={`Take back: ${overrideText(one)}, ${one.reason}`}
                        onClick={() => setLeaving(one)}
                      >
                        Take back
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </Scrollable>
      )}
      {leaving ? <TakeBack override={leaving} close={() => setLeaving(undefined)} /> : null}
    </section>
  )
}

function Scope({ override }: { readonly override: OverrideView }) {
  const text = scopeText(override)
  return text === undefined ? null : <div className={styles.scope}>{text}</div>
}

type TakeBackProps = { readonly override: OverrideView; readonly close: () => void }

function TakeBack({ override, close }: TakeBackProps) {
  const act = useAct(
    () => ({ path: `/forecast-overrides/${override.id}/withdrawal` }),
    () => {
      toast({ text: 'Taken back. Planning goes by the forecast again.' })
      close()
    },
  )
  return (
    <ConfirmAct
      title="Take the override back?"
      isOpen
      close={close}
      sentence={`${overrideText(override)}, ${spanText(override.startsOn, override.endsOn)}, is no longer planned with.`}
      verb="Take back"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    />
  )
}
