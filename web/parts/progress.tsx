import { countText } from '../look/format.ts'
import parts from './parts.module.css'

export type ProgressProps = {
  /** What goes on, with its whole: `Checking 4,212 prices`. */
  readonly title: string
  readonly done: number
  /** 0 until it is known. */
  readonly total: number
  readonly secondsLeft?: number
}

/** Work of more than a second says how far it is. */
export function Progress({ title, done, total, secondsLeft }: ProgressProps) {
  const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 0
  const left = secondsLeft === undefined ? '' : `, about ${countText(secondsLeft)} s left`
  return (
    <div>
      <div className={parts.progressHead}>
        <h2>{title}</h2>
        <span>
          {total > 0 ? `${countText(done)} of ${countText(total)} done${left}` : 'Starting…'}
        </span>
      </div>
      <div
        className={parts.progressTrack}
        role="progressbar"
        aria-label={title}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
    </div>
  )
}
