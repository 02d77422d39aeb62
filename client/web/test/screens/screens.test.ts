import type { Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { stories } from '../stories/stories.ts'
import { isHeldToTheNorms, laptop, narrow, openBrowser, openStory, phone } from './screen.ts'
import { serve } from './serve.ts'

let browser: Browser
let address: string
let server: Server

beforeAll(async () => {
  const served = await serve('build/stories')
  address = served.address
  server = served.server
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  server.close()
})

test.each(Object.keys(stories))('%s', async (story) => {
  const opened = await openStory(browser, address, story, laptop)
  await isHeldToTheNorms(opened, story, { laptop, phone, narrow })
  await opened.page.close()
})
