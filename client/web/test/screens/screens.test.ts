import { mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stories } from '../stories/stories.ts'
import { laptop, narrow, openBrowser, openStory, phone, tooWide, violations } from './screen.ts'
import { serve } from './serve.ts'

const pictures = 'build/pictures'
const widths = { laptop, phone, narrow }
let browser: Browser
let address: string
let server: Server

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  const served = await serve('build/stories')
  address = served.address
  server = served.server
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  server.close()
})

describe.each(Object.keys(stories))('%s', (story) => {
  test.each(Object.entries(widths))('%s', async (name, viewport) => {
    const { page, complaints } = await openStory(browser, address, story, viewport)
    await page.screenshot({ path: `${pictures}/${story}-${name}.png`, fullPage: true })
    expect(await violations(page)).toEqual([])
    expect(await tooWide(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  })
})
