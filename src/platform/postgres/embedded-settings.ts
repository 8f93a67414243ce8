/** How our own PostgreSQL is set. */
import { totalmem } from 'node:os'

/** Durability is PostgreSQL's default: fsync and synchronous_commit stay on. */
export const embeddedSettings: readonly string[] = [
  `shared_buffers=${buffersMegabytes()}MB`,
  'effective_cache_size=1GB',
  // As on any disk without arms; else a plan reads whole tables where an index would do.
  'random_page_cost=1.1',
  'work_mem=8MB',
  'maintenance_work_mem=64MB',
  'max_connections=200',
  'max_wal_size=2GB',
  'checkpoint_timeout=15min',
  'max_parallel_workers_per_gather=0',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
]

/**
 * An eighth of the machine's memory, between 128 MB and 1 GB: a plan of 200,000 item-places reads and writes
 * a few gigabytes, and what has left the buffers is checked and copied again.
 */
function buffersMegabytes(): number {
  const [least, most] = [128, 1_024]
  return Math.min(most, Math.max(least, Math.floor(totalmem() / 8 / 1_048_576)))
}
