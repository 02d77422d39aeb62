import { useEffect } from 'react'

// wouter sends the first two when a link of the page is followed; the browser the others.
const moves = ['pushState', 'replaceState', 'hashchange', 'popstate'] as const

/** A link may name the part of the screen that it is about, also from that screen itself:
 * focus goes there. */
export function useAnchor(): void {
  useEffect(() => {
    const arrive = () => {
      const part = location.hash === '' ? null : document.getElementById(location.hash.slice(1))
      part?.focus()
      part?.scrollIntoView()
    }
    arrive()
    for (const move of moves) addEventListener(move, arrive)
    return () => { for (const move of moves) removeEventListener(move, arrive) }
  }, [])
}
