// Screens that nobody sees at the door: they are no part of a first visit.
import { type ComponentType, lazy } from 'react'

const loads: (() => Promise<unknown>)[] = []

function later<P extends object>(load: () => Promise<ComponentType<P>>) {
  loads.push(load)
  return lazy(async () => ({ default: await load() }))
}

export const Accessibility = later(async () => (await import('./Accessibility.tsx')).Accessibility)
export const Family = later(async () => (await import('./family/Family.tsx')).Family)
export const GuestRoom = later(async () => (await import('./guest/GuestRoom.tsx')).GuestRoom)
export const Lobby = later(async () => (await import('./lobby/Lobby.tsx')).Lobby)
export const MatrixPage = later(async () => (await import('./matrix/MatrixPage.tsx')).MatrixPage)
export const Mine = later(async () => (await import('./mine/Mine.tsx')).Mine)
export const MyMinutes = later(async () => (await import('./minutes/MyMinutes.tsx')).MyMinutes)
export const Participants = later(async () => (await import('./participants/Participants.tsx')).Participants)
export const Prepare = later(async () => (await import('./prepare/Prepare.tsx')).Prepare)
export const Release = later(async () => (await import('./release/Release.tsx')).Release)
export const Verify = later(async () => (await import('./verify/Verify.tsx')).Verify)
export const Wall = later(async () => (await import('./wall/Wall.tsx')).Wall)
export const WrapUp = later(async () => (await import('./wrap/WrapUp.tsx')).WrapUp)

/** Loads them once somebody is inside, so that they are there when the line is not. What
 * does not come now is asked for again when it is needed. */
export async function loadAhead(): Promise<void> {
  await Promise.allSettled(loads.map((load) => load()))
}
