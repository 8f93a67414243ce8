/** How large a file may be, and in which steps it is worked through. */

/** Bytes of one uploaded file; the next one is refused with 413. */
export const importBytesMax = 64 * 1024 * 1024

/** Rows of one file, its header and blank rows not counted. */
export const importRowsMax = 200_000

export const importColumnsMax = 200

/** Bytes of one row; a quote that is never closed swallows what follows, and ends here. */
export const importRowBytesMax = 1024 * 1024

/** Rows read, planned or written by one statement. */
export const chunkRowsMax = 2_000

/** Rows that make one record together: the breaks of a term, the lines of an invoice. */
export const entryRowsMax = 1_000

/** Up to here a request waits for the check and the commit; beyond, a job does them. */
export const inlineRowsMax = 2_000

/** Groups of like errors that an import keeps beside its rows. */
export const errorGroupsMax = 50
