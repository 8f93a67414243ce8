/**
 * (R, S) looks at stock once in each span of R days, counted from a Monday: on the first day of it on which orders may be
 * made at all.
 */

/**
 * @param reviewDays R, 1 or more
 * @param day0 today, counted in days from some Monday
 * @param mayOrder days on which orders may be made at all; it is asked for days before today, too
 */
export function firstOfEachReview(
  reviewDays: number,
  day0: number,
  mayOrder: (day: number) => boolean,
): (day: number) => boolean {
  return (day) => {
    if (!mayOrder(day)) return false
    const since = (((day0 + day) % reviewDays) + reviewDays) % reviewDays
    for (let earlier = day - since; earlier < day; earlier += 1) {
      if (mayOrder(earlier)) return false
    }
    return true
  }
}
