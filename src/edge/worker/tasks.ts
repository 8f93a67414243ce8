/**
 * The jobs there are, by name. A task's code is loaded when its first job comes, so that a worker
 * that never prints a PDF never holds the printer in memory.
 */
import type { Tasks } from './serve-organization.ts'

export const tasks: Tasks = {}
