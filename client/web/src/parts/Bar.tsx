/** How far something is; the words beside it say the counts. */
export function Bar({ value, of, label }: { value: number; of: number; label: string }) {
  return <progress className="bar" value={value} max={Math.max(of, 1)} aria-label={label} />
}
