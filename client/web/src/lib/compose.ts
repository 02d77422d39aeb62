import type { Item, Labels, Profile, Reader, Room } from '../core/contract.ts'

/** What is filled in before the owner touches anything. */
export interface Defaults { labels: Labels; readers: Reader[]; necessity: string; source: string; before: boolean }

/** As the owner's last contribution at the item; else what there is only one of. */
export function defaultsOf(room: Room, profile: Profile, item: Item): Defaults {
  const own = item.contributions.filter((one) => one.owner === room.viewer && one.labels !== null && !one.withdrawn)
  const last = own.at(-1)
  if (last?.labels) return { labels: last.labels, readers: last.readers, necessity: last.necessity, source: last.source, before: true }
  const labels: Labels = {
    person: item.persons.length === 1 ? (item.persons[0]?.handle ?? 0) : 0, category: '', nature: 'fact', basis: '', task: only(profile.tasks),
    purpose: item.purpose, identifying: false, secret: false, consent: '', override: '',
  }
  return { labels, readers: [], necessity: '', source: '', before: false }
}

/** The bases that carry a category. */
export function basesFor(profile: Profile, category: string) {
  const bases = profile.categories.find((one) => one.code === category)?.bases ?? []
  return profile.bases.filter((basis) => bases.includes(basis.code))
}

export function only(entries: readonly { code: string }[]): string {
  return entries.length === 1 ? (entries[0]?.code ?? '') : ''
}
