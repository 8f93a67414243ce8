/**
 * The surroundings of a process that takes and gives back much memory: its C library asks for large pages, where
 * the system has them for whoever asks. A twentieth of a planning run went into clearing small ones. What
 * somebody set themselves stays; where it means nothing it does nothing.
 */
export function inLargePages(surroundings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1', ...surroundings }
}

/** The same, for a process that also keeps what it learned of its code, so that the next and its threads begin sooner. */
export function ofLongWork(surroundings: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: folder, ...inLargePages(surroundings) }
}
