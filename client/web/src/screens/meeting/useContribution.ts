import { useEffect, useRef, useState } from 'react'
import type { Item, NewContribution, Profile, Room } from '../../core/contract.ts'
import { useCore } from '../../core/use.ts'
import { basesFor, type Defaults, defaultsOf, only } from '../../lib/compose.ts'
import { choosable, readersAt } from '../../lib/people.ts'
import type { Writing } from './composing.ts'

/** What the owner states besides the text. */
export interface Stated {
  nature: string
  person: number
  category: string
  basis: string
  task: string
  why: string
  source: string
  /** It falls under professional secrecy. */
  secret: boolean
  /** The record it rests on, or the ground on which it is shared without. */
  consent: string
  override: string
  weighed: string
  /** Places that may read, besides chair and deputies. */
  places: ReadonlySet<number>
}

/** The state of the composer: filled in as before, changed by the owner. */
export function useContribution(room: Room, profile: Profile, item: Item, writing: Writing) {
  const [defaults] = useState(() => startOf(room, profile, item, writing))
  const [stated, setStated] = useState<Stated>(() => ({
    nature: defaults.labels.nature, person: defaults.labels.person, category: defaults.labels.category, basis: defaults.labels.basis,
    task: defaults.labels.task, why: defaults.necessity, source: defaults.source, secret: defaults.labels.secret, consent: defaults.labels.consent, override: defaults.labels.override, weighed: '', places: new Set(defaults.readers.map((reader) => reader.place)),
  }))
  useReadersOf(item, writing, (places) => setStated((now) => ({ ...now, places })))
  return {
    stated,
    asBefore: defaults.before,
    set(change: Partial<Stated>) {
      const next = { ...stated, ...change }
      if (change.category !== undefined && !basesFor(profile, next.category).some((basis) => basis.code === next.basis)) {
        next.basis = only(basesFor(profile, next.category))
      }
      if (change.person !== undefined && change.person !== stated.person) next.consent = ''
      setStated(next)
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
