/**
 * Lead times as distributions: on generated lanes that drift and have a season, and on the SCMS lines. Each line
 * of the later third by scheduled date is forecast from lines delivered before it was scheduled. The pinball loss,
 * averaged over .1 to .95, is below that of the scheduled date and of the lane's own quantiles (whatever a lane
 * not yet seen takes instead); calibration: the largest gap over the deciles between the share of randomised PITs
 * at or below a decile and that decile.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { empiricalDays } from '#flow/lead-times'

import { generatedLines, generator } from './lead-times/generator.ts'
import { scmsLines } from './lead-times/scms.ts'
import { meanLoss, rounded, scoreLines, scoresHold } from './lead-times/score-lines.ts'
import { type Proof, sharedData } from './proof.ts'

const linesOfScms = 5_136
const pitSeed = 20_260
const seeds = [1, 2, 3]
const lanesShort = 30

export const proof: Proof = async ({ isShort }) => {
  const generated = (isShort ? seeds.slice(0, 1) : seeds).map((seed) =>
    scoredGenerated(seed, isShort),
  )
  const generatedHolds = generated.every(scoresHold)
  const path = join(sharedData, 'scms', 'scms-delivery-history-even-ids.csv.gz')
  if (!existsSync(path)) {
    return { holds: false, measured: false, generatedHolds, generator, generated }
  }

  const lines = scmsLines(path)
  const onTheDay = lines.filter((line) => line.deliveredDay === line.scheduledDay).length
  const scms = scoreLines(lines, 'delivered', pitSeed)
  // The harder reading: a line due later teaches nothing before its own due day, even if it came early.
  const dueOnly = isShort ? undefined : scoreLines(lines, 'delivered and due', pitSeed)
  return {
    holds:
      generatedHolds &&
      lines.length === linesOfScms &&
      scoresHold(scms) &&
      (dueOnly === undefined || scoresHold(dueOnly)),
    measured: true,
    scms: { onTheDayShare: rounded(onTheDay / lines.length), ...scms },
    ...(dueOnly ? { scmsFromDueLinesOnly: dueOnly } : {}),
    generatedHolds,
    generator,
    generated,
  }
}

/** Beside it the loss of the very distribution that each line was drawn from: nobody gets below that. */
function scoredGenerated(seed: number, isShort: boolean) {
  const lines = generatedLines(seed, isShort ? lanesShort : generator.lanes)
  const scores = scoreLines(lines, 'delivered', seed)
  const later = lines.slice(-scores.scored)
  const leastDays = meanLoss(later, (_, at) => empiricalDays(later[at]?.truth() ?? [0]))
  return { seed, ...scores, leastPossiblePinballDays: rounded(leastDays) }
}
