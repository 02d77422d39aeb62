import type { logout as out, unlock as nl } from '../nl/unlock.ts'
import type { Same } from '../same.ts'

export const unlock: Same<typeof nl> = {
  title: 'Show that it is you',
  choose: 'Choose how to show that it is you',
  why: 'This is needed {{what}}. After that we do not ask again for five minutes.',
  for: {
    other: 'for what you just asked',
    agree: 'to sign your agreement', minimise: 'to sign your decision', issue: 'to issue packages', reissue: 'to issue a package again',
    announce_key: 'to announce your key', renew_key: 'to announce a new key', confirm_key: 'to confirm somebody else’s key',
    export_key: 'to keep your key', fetch: 'to open your minutes', convert: 'to open your minutes', outside: 'to take in a key from outside',
    reseat: 'to let in another device', save_plan: 'to keep the plan',
  },
  chooseHelp: 'So nobody else signs in your name, also when your screen stands open. The same key opens your minutes later. You choose this once on this device.',
  makePasskey: 'Make a passkey',
  makeWords: 'Make eight words',
  passkey: 'Use your passkey',
  stopped: 'Your passkey was not used. Try again, or take another moment.',
  unable: 'This passkey cannot do this. Make eight words, or take another passkey.',
  write: 'Write these words down, or put them in your password manager. We keep them nowhere. Without the words your key does not open any more.',
  written: 'I have the words',
  words: 'Your eight words',
  wordsHint: 'You may paste them. Spaces or hyphens make no difference.',
  wordsMissing: 'Fill in your words.',
  open: 'Go on',
  have: 'I have a key file already',
  file: 'Your key file',
  fileHint: 'It ends in .age. It stays on this device.',
  fileMissing: 'Choose your key file (.age).',
  fileWords: 'The words of the file',
  bring: 'Use this file',
  not: 'Not now',
  lost: 'Lost your passkey or words?',
  lostHelp: 'Log out here. Ask the chair for a link to come back. You then make a new key, and the chair confirms it.',
}

export const logout: Same<typeof out> = {
  title: 'Log out and wipe',
  goes: 'This device forgets everything of all meetings: your keys, what you had not shared yet and what is on the screen. That works without internet too.',
  stays: 'What you brought in stays with its readers. To come back to a meeting later, ask the chair for a link. Files that you kept stay where you put them.',
  pending_one: '1 act is not stored yet and is lost.',
  pending_other: '{{count}} acts are not stored yet and are lost.',
  press: 'Log out and wipe this device',
  wiped: 'This device has wiped your keys and texts of this meeting.',
}
