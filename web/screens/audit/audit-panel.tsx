import { dayOf, dayText, instantText } from '../../look/days.ts'
import ui from '../../look/ui.module.css'
import { sentence } from '../../look/words.ts'
import { SidePanel } from '../../parts/side-panel.tsx'
import audit from './audit.module.css'
import { type AuditEvent, fieldChanges, thingOf, verbOf } from './audit.ts'

export type AuditPanelProps = {
  readonly event: AuditEvent | undefined
  readonly close: () => void
}

/** Old beside new, field by field. */
export function AuditPanel({ event, close }: AuditPanelProps) {
  return (
    <SidePanel title="Change" isOpen={event !== undefined} close={close} isCloseable>
      {event ? (
        <>
          <section>
            <h3>{`${verbOf(event)} ${thingOf(event)}`}</h3>
            <p className={`${ui.small} ${ui.quiet}`}>
              {event.actor.name}, {dayText(dayOf(new Date(event.at)))}, {instantText(event.at)}
            </p>
            <p className={`${ui.small} ${ui.quiet} ${audit.id}`}>{event.rowId}</p>
          </section>
          <section>
            <dl className={audit.fields}>
              {fieldChanges(event).map(({ field, was, is }) => (
                <div key={field}>
                  <dt>{sentence(field)}</dt>
                  <dd>
                    {was === '–' ? null : <s>{was}</s>} <b>{is}</b>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        </>
      ) : null}
    </SidePanel>
  )
}
