import { useSyncExternalStore } from 'react'

const wide = '(width > 900px)'

function listen(changed: () => void): () => void {
  const query = matchMedia(wide)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Whether there is room for three columns; otherwise there are tabs. */
export function useWide(): boolean {
  return useSyncExternalStore(listen, () => matchMedia(wide).matches)
}
