/**
 * `npm run replay -- <folder> [--data <folder>]`: a company's purchasing, loaded by staged import and walked through
 * the real actions at its own dates. The last line is one JSON object, read back by a second process.
 *
 * Run again on the same data folder it finds each act done and adds nothing.
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { openWorld } from './data.ts'
import { readSource } from './source.ts'
import { walkOrder } from './walk.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string', default: '.cache/replay' } },
})
const [folder] = positionals
if (folder === undefined) {
  process.stderr.write('Say which folder: npm run replay -- ../shared/data/adventureworks\n')
  process.exit(64)
}

/** Orders walked side by side; the acts of one order follow each other. */
const ordersAtOnce = 8

const dataFolder = resolve(values.data)
const startedAt = performance.now()
const source = readSource(folder)
const world = await openWorld(dataFolder, source)
try {
  const ordersLeft = Map.groupBy(source.orders, (order) => order.supplierCode)
  const leftByCode = new Map([...ordersLeft].map(([code, orders]) => [code, orders.length]))
  const waiting = source.orders.values()
  let done = 0
  const walkOn = async () => {
    for (const order of waiting) {
      await walkOrder(world.act, world.ids, order)
      const left = (leftByCode.get(order.supplierCode) ?? 0) - 1
      leftByCode.set(order.supplierCode, left)
      if (left === 0 && source.inactiveSupplierCodes.has(order.supplierCode)) {
        await world.deactivate(order.supplierCode)
      }
      done += 1
      if (done % 200 === 0) process.stderr.write(`${done} of ${source.orders.length} orders\n`)
    }
  }
  await Promise.all(Array.from({ length: ordersAtOnce }, walkOn))
} finally {
  await world.close()
}
const seconds = (performance.now() - startedAt) / 1000

const read = spawnSync(
  process.execPath,
  ['bench/replay/figures.ts', '--data', dataFolder, '--seconds', seconds.toFixed(1)],
  { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
)
process.stdout.write(read.stdout)
process.exit(read.status ?? 1)
