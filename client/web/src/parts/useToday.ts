import { dayOf } from '../lib/dates.ts'
import { useNow } from './useNow.ts'

/** Today in the Netherlands, counted from 1970-01-01. */
export function useToday(): number {
  return dayOf(useNow(60_000))
}
