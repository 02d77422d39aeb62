/** Where the screens are. */
export const paths = {
  home: '/',
  prepare: '/voorbereiden',
  lobby: '/wachtruimte',
  code: '/woorden',
  family: '/gezin',
  wall: '/wand',
  meeting: '/overleg',
  participants: '/deelnemers',
  mine: '/mijn-inbreng',
  release: '/vrijgave',
  matrix: '/wie-krijgt-wat',
  wrapUp: '/afronden',
  minutes: '/verslag',
  verify: '/controle',
  logout: '/uitloggen',
  accessibility: '/toegankelijkheid',
} as const
