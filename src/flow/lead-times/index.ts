/** The door of lead times: how long a lane takes, as a distribution over whole days. */

export { learnLanes, learnLeadTimes } from './actions/learn-lanes.ts'
export { observeLeadTimes } from './actions/observe-goods.ts'
export { type LaneKey, laneLeadTimes } from './queries/lane-lead-times.ts'
export {
  type DayDistribution,
  type DaySummary,
  drawLeadTimes,
  empiricalDays,
  givenElapsed,
  laterBy,
  meanDays,
  quantileDays,
  quantilesDays,
  sdDays,
  shareWithin,
  summaryOf,
} from './rules/day-distribution.ts'
export { learnLines, type PastLine } from './rules/learn-lines.ts'
export {
  type Choice,
  choiceOf,
  distributionOf,
  type Lane,
  type Learner,
} from './rules/learner.ts'
export { openArrival } from './rules/open-arrival.ts'
export {
  type LaneLeadTime,
  type OrderLeadTime,
  orderLeadTime,
} from './rules/order-lead-time.ts'
export { calibrationGap, pinballDays, randomisedPit, scoredLevels } from './rules/score.ts'
