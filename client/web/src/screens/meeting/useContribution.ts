import { useEffect, useRef, useState } from 'react'
import type { Item, NewContribution, Profile, Room } from '../../core/contract.ts'
import { useCore } from '../../core/use.ts'
import { basesFor, type Defaults, defaultsOf, only } from '../../lib/compose.ts'
import { choosable, readersAt } from '../../lib/people.ts'
import { useTyped } from '../../parts/useTyped.ts'
import type { Writing } from './composing.ts'

/** What the owner states besides the text. */
export interface Stated extends Chosen, Typed {}

/** In words: it survives a reload, as the text does. */
interface Typed {
  why: string
  source: string
  weighed: string
}

/** From what the covenant offers, and who may read. */
interface Chosen {
  nature: string
  person: number
  category: string
  basis: string
  task: string
  /** It falls under professional secrecy. */
  secret: boolean
  /** The record it rests on, or the ground on which it is shared without. */
  consent: string
  override: string
  /** Places that may read, besides chair and deputies. */
  places: ReadonlySet<number>
}

/** The state of the composer: filled in as before, changed by the owner. */
export function useContribution(room: Room, profile: Profile, item: Item, writing: Writing) {
  const [defaults] = useState(() => startOf(room, profile, item, writing))
  const [typed, type, sent] = useTyped<Typed>(`stated-${nameOf(item, writing)}`, () => ({ why: defaults.necessity, source: defaults.source, weighed: '' }))
  const [chosen, setChosen] = useState<Chosen>(() => ({
    nature: defaults.labels.nature, person: defaults.labels.person, category: defaults.labels.category, basis: defaults.labels.basis,
    task: defaults.labels.task, secret: defaults.labels.secret, consent: defaults.labels.consent, override: defaults.labels.override, places: new Set(defaults.readers.map((reader) => reader.place)),
  }))
  const stated: Stated = { ...chosen, ...typed }
  useReadersOf(item, writing, (places) => setChosen((now) => ({ ...now, places })))
  return {
    stated,
    sent,
    asBefore: defaults.before,
    type,
    set(change: Partial<Chosen>) {
      const next = { ...chosen, ...change }
      if (change.category !== undefined && !basesFor(profile, next.category).some((basis) => basis.code === next.basis)) {
        next.basis = only(basesFor(profile, next.category))
      }
      if (change.person !== undefined && change.person !== chosen.person) next.consent = ''
      setChosen(next)
    },
    contribution(text: string, consented: boolean): NewContribution {
      const readers = readersAt(choosable(room, item).filter((at) => stated.places.has(at.place.id)))
      return {
        item: item.id, text, ...aboutOf(writing), necessity: stated.why, source: stated.source, aid: [], person: stated.person,
        category: stated.category, nature: stated.nature, basis: stated.basis, task: stated.task, purpose: item.purpose, readers, secret: stated.secret,
        ...(consented ? { consent: stated.consent, override: stated.override, weighed: stated.override === '' ? '' : stated.weighed } : {}),
      }
    },
  }
}

/** Names one writing: what is stated goes with what it is about. */
export function nameOf(item: Item, writing: Writing): string {
  const about = writing.is === 'reply' || writing.is === 'dissent' ? writing.to.act : writing.is === 'correct' || writing.is === 'draft' ? writing.what.act : ''
  return `${item.id}-${writing.is}-${about}`
}

/** Who reads a reply, an answer or a dissent follows from what it is about: the
 * core is asked once, when the writing begins, and the writer may change it. */
function useReadersOf(item: Item, writing: Writing, take: (places: ReadonlySet<number>) => void): void {
  const core = useCore()
  const asked = useRef(false)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    if (writing.is !== 'reply' && writing.is !== 'answer' && writing.is !== 'dissent') return
    void core.send({ do: 'default_readers', contribution: { item: item.id, text: '', ...aboutOf(writing) } }).then((answer) => {
      if (answer.is === 'ok') take(new Set(answer.readers.map((reader) => reader.place)))
    })
  })
}

function startOf(room: Room, profile: Profile, item: Item, writing: Writing): Defaults {
  if (writing.is === 'correct' && writing.what.labels) {
    return { labels: writing.what.labels, readers: writing.what.readers, necessity: writing.what.necessity, source: writing.what.source, before: false }
  }
  if (writing.is === 'draft') return { ...defaultsOf(room, profile, item), labels: writing.what.labels, readers: writing.what.readers, before: false }
  return defaultsOf(room, profile, item)
}

function aboutOf(writing: Writing): Pick<NewContribution, 'as' | 'about' | 'draft'> {
  if (writing.is === 'reply') return { as: 'reply', about: writing.to.act }
  if (writing.is === 'response') return { as: 'response', about: '' }
  if (writing.is === 'dissent') return { as: 'dissent', about: writing.to.act }
  if (writing.is === 'answer') return { as: 'answer', about: writing.about }
  if (writing.is === 'draft') return { as: writing.what.as, about: writing.what.about, draft: writing.what.act }
  if (writing.is === 'correct') return { as: writing.what.as, about: writing.what.about }
  return { as: '', about: '' }
}
