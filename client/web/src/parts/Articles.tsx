/** The articles something rests on: small, never the headline. */
export function Articles({ of }: { of: readonly string[] }) {
  if (of.length === 0) return null
  return <span className="articles">{of.join(', ')}</span>
}
