/** Files of series, one a line: `id, m, h, trainLength, values...`, plain or gzipped. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export type FileSeries = {
  readonly id: string
  readonly season: number
  readonly horizon: number
  /** The training part. */
  readonly history: Float64Array
  /** What came after it, `horizon` periods or fewer. */
  readonly actual: Float64Array
}

const gzipMagic = 0x1f8b

export function readSeriesFile(path: string): readonly FileSeries[] {
  const bytes = readFileSync(path)
  const isPacked = bytes.length > 2 && bytes.readUInt16BE(0) === gzipMagic
  const text = (isPacked ? gunzipSync(bytes) : bytes).toString('utf8')
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [seriesOf(line, at)]))
}

function seriesOf(line: string, at: number): FileSeries {
  const [id = '', m, h, trainLength, ...rest] = line.split(',').map((cell) => cell.trim())
  const [season, horizon, length] = [Number(m), Number(h), Number(trainLength)]
  if (!(season >= 1 && horizon >= 1 && length >= 0 && rest.length >= length)) {
    throw new Error(
      `Line ${at + 1} is not "id, m, h, trainLength, values...": ${line.slice(0, 60)}`,
    )
  }
  const values = Float64Array.from(rest, (cell) => (cell === '' ? Number.NaN : Number(cell)))
  return {
    id,
    season,
    horizon,
    history: values.slice(0, length),
    actual: values.slice(length, length + horizon),
  }
}

/** The same series as they were `horizons` horizons earlier; those too short for it are left out. */
export function earlier(series: readonly FileSeries[], horizons: number): readonly FileSeries[] {
  return series.flatMap((one) => {
    const length = one.history.length - horizons * one.horizon
    if (length < 2) return []
    const values = Float64Array.from([...one.history, ...one.actual])
    return [
      {
        ...one,
        history: values.slice(0, length),
        actual: values.slice(length, length + one.horizon),
      },
    ]
  })
}
