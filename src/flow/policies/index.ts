/** The door of policies: how much to hold, when to order more, and what that would have done. */
export {
  nothingReplayed,
  type OrderRule,
  type Replayed,
  type ReplayItem,
  type ReplayPlan,
  type ReplaySpan,
  replay,
} from './rules/replay.ts'
