/**
 * `npm run measure-forecast -- <file> [--each] [--earlier 1] [--draws 1000]`: what the engine reaches on a file of
 * series (`id, m, h, trainLength, values...`, plain or gzipped). Prints one line of JSON; with --each, before it,
 * one line per series with its forecast to the last digit. The engine sees the training parts only.
 */
import { parseArgs } from 'node:util'

import { rounded } from './support/figures.ts'
import { forecasterOf } from './support/forecast-file.ts'
import { scoreFile } from './support/forecast-score.ts'
import { earlier, readSeriesFile } from './support/series-file.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    each: { type: 'boolean', default: false },
    earlier: { type: 'string', default: '0' },
    draws: { type: 'string', default: '1000' },
  },
})
const [path] = positionals
if (path === undefined) {
  process.stderr.write('Say which file: npm run measure-forecast -- <file> [--each]\n')
  process.exit(64)
}

const all = earlier(readSeriesFile(path), Number(values.earlier))
const startedAt = performance.now()
const cpuBefore = process.cpuUsage()
const { forecastOf } = forecasterOf(all, Number(values.draws))
const forecasts = all.map(forecastOf)
const seconds = (performance.now() - startedAt) / 1000
const cpu = process.cpuUsage(cpuBefore)
if (values.each) {
  for (const [at, forecast] of forecasts.entries()) {
    const { method, meanUnits, quantileUnits, accuracy } = forecast
    const line = { id: all[at]?.id, method, accuracy, meanUnits: [...meanUnits] }
    process.stdout.write(`${JSON.stringify({ ...line, quantileUnits: [...quantileUnits] })}\n`)
  }
}
const score = scoreFile(all, (_, at) => {
  const forecast = forecasts[at]
  if (forecast === undefined) throw new Error(`Series ${at} has no forecast`)
  return forecast
})
const cpuSeconds = (cpu.user + cpu.system) / 1e6
const figures = Object.fromEntries(
  Object.entries(score).map(([name, value]) => [
    name,
    typeof value === 'number' ? four(value) : value,
  ]),
)
process.stdout.write(
  `${JSON.stringify({
    measure: 'forecast',
    file: path,
    ...figures,
    seconds: rounded(seconds),
    cpuSeconds: rounded(cpuSeconds),
    cpuMsPerSeries: four((cpuSeconds * 1000) / Math.max(1, all.length)),
  })}\n`,
)

function four(value: number): number {
  return Number(value.toFixed(4))
}
