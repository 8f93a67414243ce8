/** The replay protocol from files to figures; what `measure-policy` prints and the proof holds against its marks. */
import { rounded } from '../figures.ts'
import {
  clairvoyant,
  type LevelRule,
  ourTables,
  spreadsheet,
  tablesOf,
  textbook,
} from './policy-levels.ts'
import { achieved, calibratedLevels, stockAtFill } from './policy-score.ts'
import { readWorld } from './policy-world.ts'

const fills = [0.9, 0.95, 0.97] as const
const asked = [0.9, 0.95, 0.98] as const

const rules = {
  spreadsheet: { rule: spreadsheet, from: 0 },
  textbook: { rule: textbook, from: -1.5 },
  clairvoyant: { rule: clairvoyant, from: 0 },
} as const satisfies Record<string, { readonly rule: LevelRule; readonly from: number }>

export type PolicyFigures = {
  readonly items: number
  readonly fills: readonly number[]
  /** Thousands at each fill. */
  readonly stock: Readonly<Record<keyof typeof rules | 'ours', readonly number[]>>
  readonly belowSpreadsheet: readonly number[]
  readonly belowTextbook: readonly number[]
  readonly asked: readonly {
    readonly fill: number
    readonly achieved: number
    readonly points: number
    readonly stock: number
    readonly orders: number
    readonly levels: readonly number[]
  }[]
}

export function measurePolicy(
  seriesFile: string,
  metaFile: string,
  { every = 1 }: { readonly every?: number } = {},
): PolicyFigures {
  const world = readWorld(seriesFile, metaFile, every)
  const stockOf = (name: keyof typeof rules) => {
    const { rule, from } = rules[name]
    return stockAtFill(world, tablesOf(world, rule), fills, { min: from, max: 8 })
  }
  const tables = ourTables(world)
  const stock = {
    spreadsheet: stockOf('spreadsheet'),
    textbook: stockOf('textbook'),
    ours: stockAtFill(world, tables, fills, { min: -1.5, max: 8 }),
    clairvoyant: stockOf('clairvoyant'),
  }
  const below = (than: readonly number[]) =>
    stock.ours.map((value, at) => rounded(1 - value / (than[at] ?? Number.NaN), 4))
  return {
    items: world.items.length,
    fills,
    stock: {
      spreadsheet: stock.spreadsheet.map((value) => rounded(value)),
      textbook: stock.textbook.map((value) => rounded(value)),
      ours: stock.ours.map((value) => rounded(value)),
      clairvoyant: stock.clairvoyant.map((value) => rounded(value)),
    },
    belowSpreadsheet: below(stock.spreadsheet),
    belowTextbook: below(stock.textbook),
    asked: asked.map((fill) => {
      const levels = calibratedLevels(world, tables, fill)
      const outcome = achieved(world, tables, levels)
      return {
        fill,
        achieved: rounded(outcome.fill, 4),
        points: rounded(100 * (outcome.fill - fill), 2),
        stock: rounded(outcome.stockValue / 1000),
        orders: outcome.orderCount,
        levels: levels.map((level) => rounded(level, 2)),
      }
    }),
  }
}
