import { mkdirSync } from 'node:fs'
import type { Page, ViewportSize } from 'playwright-core'
import { expect } from 'vitest'
import { tooWide, violations } from '../house/norms.ts'

export const laptop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }
/** What WCAG 1.4.10 asks: 320 px without scrolling sideways. */
export const narrow = { width: 320, height: 720 }

/** A story that is shown, and everything the browser complained about in its page. */
export interface Shown { page: Page; complaints: string[] }

export async function hasSize(page: Page, size: ViewportSize): Promise<void> {
  const now = page.viewportSize()
  if (now?.width !== size.width || now.height !== size.height) await page.setViewportSize(size)
}

/** Holds what a page shows to the norms at each width, and takes its picture where
 * PICTURES names a folder for them. */
export async function isHeldToTheNorms({ page, complaints }: Shown, picture: string, widths: Record<string, ViewportSize>): Promise<void> {
  const folder = process.env['PICTURES']
  if (folder !== undefined) mkdirSync(folder, { recursive: true })
  for (const [name, viewport] of Object.entries(widths)) {
    await hasSize(page, viewport)
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${picture}-${name}.png`, fullPage: true })
    expect(await violations(page), name).toEqual([])
    expect(await tooWide(page), name).toEqual([])
  }
  expect(complaints).toEqual([])
}
