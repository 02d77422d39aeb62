import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

const flags = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
]

/** Real Chromium: Debian's, or the one that CHROMIUM names. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumAt(), args: flags })
}

/** A browser that keeps what it keeps in a folder, as people's do. */
export async function openProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { executablePath: chromiumAt(), args: flags })
}

function chromiumAt(): string {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
  if (!existsSync(executablePath)) throw new Error(`no Chromium at ${executablePath}: apt-get install chromium, or set CHROMIUM`)
  return executablePath
}
