import { type Kind, kindWords, type PageLine } from './said.ts'
import styles from './supplier-page.module.css'
import { lineName } from './words.ts'

type ChoiceProps = {
  readonly line: PageLine
  readonly kind: Kind | undefined
  readonly onChange: (kind: Kind) => void
}

const kinds: readonly Kind[] = ['accept', 'change', 'refuse']

/** Three radios that look like buttons: arrow keys go from one to the next. */
export function Choice({ line, kind, onChange }: ChoiceProps) {
  const offered = line.canChange ? kinds : kinds.slice(0, 1)
  return (
    <fieldset className={styles.choice}>
      <legend>
        Answer for {lineName(line)}, line {line.lineNo}
      </legend>
      {offered.map((each) => (
        <label key={each} data-on={kind === each || undefined}>
          <input
            type="radio"
            name={`answer-${line.id}`}
            checked={kind === each}
            onChange={() => onChange(each)}
          />
          {kindWords[each]}
        </label>
      ))}
    </fieldset>
  )
}
