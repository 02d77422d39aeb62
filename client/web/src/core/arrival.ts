/** The link that this page was opened with: an invitation (/join#…) or a chair's
 * link (#chair=…). It leaves the address bar at once, since it is a secret. */
export type Arrival = { is: 'invitation' | 'chair'; link: string }

export function arrival(): Arrival | null {
  const { pathname, hash, href } = location
  if (hash === '') return null
  history.replaceState(null, '', '/')
  if (pathname === '/join') return { is: 'invitation', link: href }
  return hash.startsWith('#chair=') ? { is: 'chair', link: href } : null
}
