/** The same keys, with other words. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> }
