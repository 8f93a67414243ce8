/**
 * Demand cut into layers. Where something is promoted or an event runs, the baseline is what the
 * periods around say, and all the rest is uplift or event. Elsewhere what was sold is the baseline,
 * less what the model says of dips and rivals.
 */
import type { Drift } from './promotion-drift.ts'
import { layerLogs, meanCorrectionOf, promotionLogs } from './promotion-effects.ts'
import type { GroupFit } from './promotion-fit.ts'
import { at } from './promotion-linear.ts'

/** One group, fitted. */
export type Learned = { readonly fit: GroupFit; readonly drift: Drift }

/** n x t each, logs. */
export type LayerLogs = {
  readonly baseline: Float64Array
  readonly promotion: Float64Array
  readonly dip: Float64Array
  readonly rivals: Float64Array
  readonly event: Float64Array
  /** What periods promoted alike had in common; for the future only. */
  readonly alike: Float64Array
}

/** The layers of one series in units, see `IsolatedSeries`. */
export type Layers = {
  readonly cleanedUnits: Float64Array
  readonly baselineUnits: Float64Array
  readonly upliftUnits: Float64Array
  readonly eventUnits: Float64Array
  readonly dipUnits: Float64Array
  readonly cannibalisedUnits: Float64Array
  readonly expectedUnits: Float64Array
}

/** Layers are multiples of this, so that their sums are exact. */
const grain = 2 ** -20
/** Less than this of an effect (in logs) leaves what was sold in the baseline. */
const touchedLog = 0.05

export function logsOf(fit: GroupFit, drift: Drift, meanShare: number): LayerLogs {
  const { members, periods } = fit.design
  const baseline = layerLogs(fit, 'baseline')
  for (let cell = 0; cell < members.length * periods; cell += 1) {
    const [series, period] = [Math.floor(cell / periods), cell % periods]
    const log =
      at(baseline, cell) + at(fit.levels, series) + at(drift.group, period) + at(drift.own, cell)
    baseline[cell] = log + meanCorrectionOf(fit, Math.exp(Math.min(log, 50)), meanShare)
  }
  return {
    baseline,
    promotion: promotionLogs(fit),
    dip: layerLogs(fit, 'dip'),
    rivals: layerLogs(fit, 'rivals'),
    event: layerLogs(fit, 'event'),
    alike: baseline.map((_, cell) => at(drift.alike, cell % periods)),
  }
}

export function layersOf(logs: LayerLogs, series: number, units: Float64Array): Layers {
  const zeros = (): Float64Array => new Float64Array(units.length)
  const layers = {
    cleanedUnits: zeros(),
    baselineUnits: zeros(),
    upliftUnits: zeros(),
    eventUnits: zeros(),
    dipUnits: zeros(),
    cannibalisedUnits: zeros(),
    expectedUnits: zeros(),
  }
  for (let period = 0; period < units.length; period += 1) {
    cut(layers, logs, series * units.length + period, period, at(units, period))
  }
  return layers
}

function cut(layers: Layers, logs: LayerLogs, cell: number, period: number, seen: number): void {
  const smooth = Math.exp(at(logs.baseline, cell))
  const promotion = Math.exp(at(logs.promotion, cell))
  const dip = Math.exp(at(logs.dip, cell))
  const rivals = Math.exp(at(logs.rivals, cell))
  const event = Math.exp(at(logs.event, cell))
  const promoted = smooth * promotion * dip * rivals
  const expected = promoted * event * Math.exp(at(logs.alike, cell))
  const cleaned = grained(Number.isFinite(seen) ? Math.max(0, seen) : expected)
  const isTouched =
    Math.abs(at(logs.promotion, cell)) > touchedLog || Math.abs(at(logs.event, cell)) > touchedLog
  const modelled = smooth * (promotion * dip * rivals * event - 1)
  const baseline = isTouched ? grained(smooth) : grained(Math.max(0, cleaned - modelled))
  const rest = cleaned - baseline
  const lift = promoted - smooth
  const eventPart = promoted * (event - 1)
  const share = event === 1 ? 0 : shareOf(eventPart, lift)
  const eventUnits = grained(rest * share)
  layers.cleanedUnits[period] = cleaned
  layers.baselineUnits[period] = baseline
  layers.eventUnits[period] = eventUnits
  layers.upliftUnits[period] = rest - eventUnits
  layers.dipUnits[period] = smooth * promotion * (dip - 1)
  layers.cannibalisedUnits[period] = smooth * promotion * dip * (rivals - 1)
  layers.expectedUnits[period] = expected
}

/** The part of the rest that is the event's, by the sizes that the model gives both. */
function shareOf(event: number, lift: number): number {
  const sizes = Math.abs(event) + Math.abs(lift)
  return sizes === 0 ? 0 : Math.abs(event) / sizes
}

function grained(units: number): number {
  return Math.round(units / grain) * grain
}
