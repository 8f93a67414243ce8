import parts from './parts.module.css'

export type LifeStep = {
  readonly label: string
  /** 0 to 100. Between them it is shown as a share. */
  readonly percent: number
  /** When and by whom, or how much of how much. */
  readonly note?: string
}

/** The life of a document: what is behind it, where it is, what is to come. */
export function Stepper({
  label,
  steps,
}: {
  readonly label: string
  readonly steps: readonly LifeStep[]
}) {
  return (
    <ol className={parts.life} aria-label={label}>
      {steps.map(({ label: step, percent, note }) => (
        <li key={step}>
          <div className={parts.lifeTrack} aria-hidden="true">
            <span data-full={percent >= 100 || undefined} style={{ width: `${percent}%` }} />
          </div>
          <div className={parts.lifeName} data-begun={percent > 0 || undefined}>
            {step}
            {percent > 0 && percent < 100 ? (
              <span className={parts.lifeShare}>{percent}&nbsp;%</span>
            ) : null}
          </div>
          <div className={parts.lifeNote} title={note}>
            {note ?? '–'}
          </div>
        </li>
      ))}
    </ol>
  )
}
