import { test } from 'vitest'
import { stories } from '../stories/stories.ts'
import { storiesForTests } from './opened.ts'
import { isHeldToTheNorms, laptop, narrow, phone } from './screen.ts'

const shows = storiesForTests()

test.each(Object.keys(stories))('%s', async (story) => {
  const opened = await shows(story)
  await isHeldToTheNorms(opened, story, { laptop, phone, narrow })
})
