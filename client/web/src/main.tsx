import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { arrival } from './core/arrival.ts'
import { startCore } from './core/start.ts'
import { CoreContext } from './core/use.ts'
import { startWords } from './i18n/index.ts'
import './style/index.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('no root')
await startWords()
const core = startCore()
const came = arrival()
if (came?.is === 'invitation') void core.send({ do: 'look', link: came.link })
createRoot(root).render(<CoreContext value={core}><App /></CoreContext>)
