import { afterAll, beforeAll, expect, test } from 'vitest'
import { House } from './house.ts'
import { begun, described, founded } from './table.ts'

let house: House
beforeAll(async () => { house = await House.open() })
afterAll(async () => { await house.close() })

const sentence = 'Mevrouw Jansen hoort elke nacht muziek.'

test('a chair founds a room, somebody comes in by a link and reads what is brought in for him', async () => {
  const gerda = await house.person()
  await founded(house, gerda)
  const { place } = await gerda.does({ do: 'place', party: 'politie-zuidwest-drenthe', function: 'wijkagent', post: 'member' })
  const { link } = await gerda.does({ do: 'invite', place, days: 2 })

  const bram = await house.person()
  await bram.goes(link)
  const { welcome } = await bram.sees((s) => s.welcome !== null)
  expect(welcome).toMatchObject({ host: 'Gerda', function: 'wijkagent', known: false })
  expect(bram.page.url(), 'the secret leaves the address bar').not.toContain('#')
  await bram.does({ do: 'knock', claims: { name: 'Bram', party: '', function: 'wijkagent', contact: '' } })
  await bram.sees((s) => s.stage === 'waiting')
  const { room } = await gerda.sees((s) => s.room?.visits.length === 1)
  expect(room?.visits[0]).toMatchObject({ genuine: true, claims: { name: 'Bram', party: 'politie-zuidwest-drenthe' } })
  await gerda.does({ do: 'admit', invitation: room!.visits[0]!.invitation })
  await bram.sees((s) => s.stage === 'room' && s.connection.is === 'online')
  await bram.does({ do: 'join' })

  const item = await described(gerda, [1, place])
  await begun(gerda, item)

  const words = (await gerda.sees((s) => s.room?.codeWords.length === 5)).room!.codeWords
  const heard = await bram.sees((s) => s.room?.codeWords.length === 5)
  expect(heard.room!.codeWords, 'two devices, one history').toEqual(words)
  await bram.does({ do: 'confirm', code: heard.room!.code })

  const { act } = await gerda.does({
    do: 'contribute',
    contribution: {
      item, text: sentence, necessity: 'Zonder dit is er geen aanpak.', person: 1, category: 'behaviour', nature: 'fact',
      basis: 'public_task', task: 'support', readers: [],
    },
  })
  const before = await bram.sees((s) => s.room?.items[0]?.contributions.length === 1)
  expect(before.room!.items[0]!.contributions[0]).toMatchObject({ act, text: null, shown: 'not_for_you' })
  expect(JSON.stringify(before), 'withheld from him').not.toContain(sentence)
  await gerda.does({ do: 'show', act, readers: [{ place, reason: 'safety' }] })
  const after = await bram.sees((s) => s.room?.items[0]?.contributions[0]?.text !== null)
  expect(after.room!.items[0]!.contributions[0]!.text).toBe(sentence)

  const refused = await bram.asks({ do: 'withdraw', act })
  expect(refused).toMatchObject({ is: 'refusal', code: 'not_owner' })
  expect('sentence' in refused && refused.sentence.nl).toBeTruthy()

  await bram.sees((s) => s.room?.items[0]?.label === 'De Dorpsstraat') // a device gives it by itself, a moment later
  const { marks } = await bram.does({ do: 'find_marks', item, text: sentence })
  expect(marks).toMatchObject([{ kind: 'name', start: 0, end: 14, person: 'Bewoner A' }])

  // The page is opened again: the seat is still there, its keys never left the browser.
  await bram.goes()
  const { kept } = await bram.sees((s) => s.kept.length === 1)
  await bram.does({ do: 'open', room: kept[0]!.id })
  const again = await bram.sees((s) => s.room?.items[0]?.contributions[0]?.text === sentence && s.connection.is === 'online')
  expect(again.trouble).toBeNull()

  // A second tab of the same browser has no keys, until it takes them.
  const tab = await bram.page.context().newPage()
  await tab.goto(house.origin)
  await tab.waitForFunction(() => Reflect.get(globalThis, 'told').elsewhere === true)

  await bram.does({ do: 'logout' })
  await bram.sees((s) => s.kept.length === 0 && s.room === null)
  expect([...gerda.errors, ...bram.errors]).toEqual([])
}, 180_000)
