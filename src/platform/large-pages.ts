/**
 * The surroundings of a process that takes and gives back much memory: its C library asks for large pages, where
 * the system has them for whoever asks. A twentieth of a planning run went into clearing small ones. What
 * somebody set themselves stays; where it means nothing it does nothing.
 */
export function inLargePages(surroundings: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1', ...surroundings }
}
