import { createRoot, type Root } from 'react-dom/client'
import { App } from './app.tsx'
import { arrival } from './core/arrival.ts'
import { startCore } from './core/start.ts'
import { CoreContext } from './core/use.ts'
import { startWords } from './i18n/index.ts'
import { WhenBroken } from './parts/Broken.tsx'
import { Unsupported } from './screens/Unsupported.tsx'
import './style/index.ts'

const element = document.getElementById('root')
if (element === null) throw new Error('no root')
await startWords()
const root = createRoot(element)
if (typeof WebAssembly === 'undefined') root.render(<Unsupported lacks="wasm" />)
else if (typeof WebSocket === 'undefined') root.render(<Unsupported lacks="socket" />)
else showMeeting(root)

function showMeeting(page: Root): void {
  const core = startCore()
  const came = arrival()
  page.render(<WhenBroken><CoreContext value={core}><App came={came} /></CoreContext></WhenBroken>)
}
