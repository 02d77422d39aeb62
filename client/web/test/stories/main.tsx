import { createRoot, type Root } from 'react-dom/client'
import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { App } from '../../src/app.tsx'
import type { Request } from '../../src/core/contract.ts'
import { CoreContext } from '../../src/core/use.ts'
import { changeLanguage, startWords } from '../../src/i18n/index.ts'
import { Unsupported } from '../../src/screens/Unsupported.tsx'
import '../../src/style/index.ts'
import { FixtureCore } from '../fixture/core.ts'
import { now } from '../fixture/people.ts'
import { stories } from './stories.ts'

declare global {
  /** For test/screens/opened.ts, which shows one story after another in one page. */
  var showStory: (name: string) => Promise<void>
  /** Shows what the core says in another story in this one, as when records came in. */
  var records: (story: string) => void
  /** What the core was asked since the story was shown. */
  var asked: () => readonly Request[]
}

// The time stands still, so that pictures can be compared.
Date.now = () => now
const element = document.getElementById('root')
if (element === null) throw new Error('no root')
const root = element
let mounted: Root | null = null

/** Takes down what is shown and mounts a story anew, as in a page that was just opened. */
globalThis.showStory = async (name) => {
  const story = stories[name]
  if (story === undefined) throw new Error(`no such story: ${name}`)
  mounted?.unmount()
  document.title = 'Casusoverleg'
  scrollTo(0, 0)
  await changeLanguage(query.get('lang') === 'en' ? 'en' : 'nl')
  const core = new FixtureCore(story.snapshot, story.refusals, story.stopped, story.unsent)
  globalThis.records = (other) => core.show(stories[other]?.snapshot ?? story.snapshot)
  globalThis.asked = () => core.asked
  const { hook, searchHook } = memoryLocation({ path: story.path })
  mounted = createRoot(root)
  mounted.render(<CoreContext value={core}><Router hook={hook} searchHook={searchHook}>{story.lacks ? <Unsupported lacks={story.lacks} /> : <App came={null} />}</Router></CoreContext>)
}

const query = new URLSearchParams(location.search)
await startWords()
await globalThis.showStory(query.get('story') ?? '')
