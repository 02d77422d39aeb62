/** Instead of a text that is not shown, by why not. */
export const hidden = {
  not_for_you: 'Deze tekst is niet met u gedeeld.',
  taken_back: 'Deze tekst is teruggenomen of gewist.',
  not_here: 'Deze tekst is nog onderweg naar dit apparaat.',
  unreadable: 'Deze tekst gaat op dit apparaat niet open. Uw apparaat vraagt hem opnieuw. Blijft dit zo? Bel dan wie hem schreef.',
  differs: 'Dit is niet de tekst waarover het voorstel gaat. Geef geen akkoord. Bel de voorzitter.',
}
