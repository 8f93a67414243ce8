/** The only SQL that writes the claim of a first run: one row, taken by whoever comes first. */
import { sql } from 'kysely'

import type { Control } from '../control.ts'

/** A claim that was not finished after this long is taken over: its process is gone. */
const claimMinutesMax = 2

export async function ownerExists(control: Control): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from app_user) as found
  `.execute(control)
  return rows[0]?.found === true
}

/** @returns false when somebody exists, or sets up at this very moment */
export async function claimFirstRun(control: Control): Promise<boolean> {
  const { rows } = await sql`
    insert into first_run (only_row)
    select true where not exists (select from app_user)
    on conflict (only_row) do update set claimed_at = clock_timestamp()
      where first_run.finished_at is null
        and first_run.claimed_at < clock_timestamp() - ${claimMinutesMax} * interval '1 minute'
        and not exists (select from app_user)
    returning only_row
  `.execute(control)
  return rows.length === 1
}

export async function finishFirstRun(control: Control): Promise<void> {
  await sql`update first_run set finished_at = clock_timestamp()`.execute(control)
}

/** Lets the next one try, after a refusal or an error. */
export async function giveUpFirstRun(control: Control): Promise<void> {
  await sql`delete from first_run where finished_at is null`.execute(control)
}
