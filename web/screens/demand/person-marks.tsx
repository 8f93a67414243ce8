import { Button } from '@mantine/core'
import { useState } from 'react'

import type { MarkView } from '#contracts/flow/demand'

import { useAct } from '../../api/acts.ts'
import { usePermission } from '../../api/session.ts'
import { instantText } from '../../look/days.ts'
import ui from '../../look/ui.module.css'
import { ConfirmAct } from '../../parts/confirm-act.tsx'
import { InParts } from '../../parts/in-parts.tsx'
import { Scrollable } from '../../parts/scrollable.tsx'
import { toast } from '../../parts/toast.tsx'
import styles from './demand.module.css'
import { markNames, spanText } from './words.ts'

export type PersonMarksProps = { readonly marks: readonly MarkView[] }

/** What people said of weeks and stands, the latest weeks first. */
export function PersonMarks({ marks }: PersonMarksProps) {
  const mayWrite = usePermission('demand.write')
  const [leaving, setLeaving] = useState<MarkView>()
  return (
    <section aria-labelledby="marks">
      <h2 id="marks" className={styles.tableHead}>
        Marks by people
      </h2>
      {marks.length === 0 ? (
        <p className={styles.section}>Nobody marked a week of it.</p>
      ) : (
        <Scrollable label="Table of marks">
          <table className={ui.table}>
            <caption>Marks by people</caption>
            <thead>
              <tr>
                {['Days', 'Mark', 'Reason', 'By', 'Made'].map((head) => (
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
              <InParts rows={marks} columns={6} noun="Marks">
                {(mark) => (
                  <tr key={mark.id}>
                    <th scope="row">{spanText(mark.startsOn, mark.endsOn)}</th>
                    <td>{markNames[mark.kind]}</td>
                    <td>
                      <span className={styles.reason}>{mark.reason}</span>
                    </td>
                    <td>{mark.madeBy}</td>
                    <td>{instantText(mark.madeAt)}</td>
                    {mayWrite ? (
                      <td>
                        <Button
                          variant="default"
                          size="compact-xs"
                          aria-label={`Take back: ${markNames[mark.kind]}, ${mark.reason}`}
                          onClick={() => setLeaving(mark)}
                        >
                          Take back
                        </Button>
                      </td>
                    ) : null}
                  </tr>
                )}
              </InParts>
            </tbody>
          </table>
        </Scrollable>
      )}
      {leaving ? <TakeBack mark={leaving} close={() => setLeaving(undefined)} /> : null}
    </section>
  )
}

type TakeBackProps = { readonly mark: MarkView; readonly close: () => void }

function TakeBack({ mark, close }: TakeBackProps) {
  const act = useAct(
    () => ({ path: `/demand-marks/${mark.id}/withdrawal`, ifMatch: `"${mark.version}"` }),
    () => {
      toast({ text: 'Taken back. The layers follow within a minute.' })
      close()
    },
  )
  return (
    <ConfirmAct
      title="Take the mark back?"
      isOpen
      close={close}
      sentence={`${spanText(mark.startsOn, mark.endsOn)} count again as the rules see them.`}
      verb="Take back"
      run={() => void act.run()}
      isRunning={act.isRunning}
      problem={act.problem}
    />
  )
}
