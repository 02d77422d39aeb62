import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { memoryLocation } from 'wouter/memory-location'
import { App } from '../../src/app.tsx'
import { CoreContext } from '../../src/core/use.ts'
import { startWords } from '../../src/i18n/index.ts'
import { Unsupported } from '../../src/screens/Unsupported.tsx'
import '../../src/style/index.ts'
import { FixtureCore } from '../fixture/core.ts'
import { now } from '../fixture/people.ts'
import { stories } from './stories.ts'

// The time stands still, so that pictures can be compared.
Date.now = () => now
const asked = new URLSearchParams(location.search)
const story = stories[asked.get('story') ?? '']
if (story === undefined) throw new Error('no such story')
const core = new FixtureCore(story.snapshot, story.refusals, story.stopped, story.unsent)
const { hook, searchHook } = memoryLocation({ path: story.path })
await startWords(asked.get('lang') === 'en' ? 'en' : 'nl')
const root = document.getElementById('root')
if (root === null) throw new Error('no root')
createRoot(root).render(<CoreContext value={core}><Router hook={hook} searchHook={searchHook}>{story.lacks ? <Unsupported lacks={story.lacks} /> : <App came={null} />}</Router></CoreContext>)
