/** How far somebody is on the way in; said by the headings too. */
export function Steps({ at }: { at: 1 | 2 }) {
  return (
    <div className="steps" aria-hidden="true">
      <span className="steps__done" />
      <span className={at === 2 ? 'steps__done' : ''} />
    </div>
  )
}
