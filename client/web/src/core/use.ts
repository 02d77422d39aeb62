import { createContext, use, useSyncExternalStore } from 'react'
import type { Profile, Room, Snapshot } from './contract.ts'
import type { Core } from './core.ts'

export const CoreContext = createContext<Core | null>(null)

/** The core of this page. */
export function useCore(): Core {
  const core = use(CoreContext)
  if (core === null) throw new Error('no core around this part')
  return core
}

export function useSnapshot(): Snapshot {
  const core = useCore()
  return useSyncExternalStore((changed) => core.subscribe(changed), () => core.snapshot())
}

/** The room and its covenant, for parts that are shown only inside one. */
export function useRoom(): { room: Room; profile: Profile } {
  const { room, profile } = useSnapshot()
  if (room === null || profile === null) throw new Error('no room is open')
  return { room, profile }
}
