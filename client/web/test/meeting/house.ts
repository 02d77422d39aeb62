import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { openBrowser } from '../house/browser.ts'
import { Server } from '../house/server.ts'
import type { Part } from './effort.ts'
import { Person, type Ways } from './person.ts'

/** The real server, a browser, and the people who came. */
export class House {
  readonly server: Server
  #browser: Browser
  #people: Person[] = []
  #part: Part = 'voorbereiden'

  private constructor(server: Server, browser: Browser) {
    this.server = server
    this.#browser = browser
  }

  static async open(): Promise<House> {
    return new House(await Server.start(), await openBrowser())
  }

  async person(name: string, ways?: Ways): Promise<Person> {
    const person = await Person.comes(name, this.#browser, this.server.origin, ways)
    person.part = this.#part
    this.#people.push(person)
    return person
  }

  /** What everybody does from now on is counted to this part of the meeting. */
  goesOnTo(part: Part): void {
    this.#part = part
    for (const person of this.#people) person.part = part
  }

  /** Nobody's browser complained: no error, no breach of the policy, no request elsewhere. */
  hasNoComplaints(): void {
    for (const person of this.#people) expect(person.complaints, person.name).toEqual([])
  }

  /** What was on every screen when a test failed. */
  async isPhotographed(): Promise<void> {
    for (const person of this.#people) await person.isPhotographed()
  }

  /** Everybody goes; the server stays for the next meeting. */
  async empty(): Promise<void> {
    await Promise.all(this.#people.map((person) => person.leaves()))
    this.#people = []
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.server.stop()
  }
}

/** A house for the tests of a file: opened before the first, closed after the last. */
export function houseForTests(): () => House {
  let house: House | null = null
  beforeAll(async () => { house = await House.open() })
  afterEach(async ({ task }) => { if (task.result?.state === 'fail') await house?.isPhotographed() })
  afterAll(async () => { await house?.close() })
  return () => {
    if (house === null) throw new Error('the house is not open yet')
    return house
  }
}
