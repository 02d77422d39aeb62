export const unsent = {
  title: 'U typte hier eerder iets wat u niet bewaarde',
  text: 'Wat hier stond, is daarna veranderd. U ziet het zoals het nu is. Kies wat u wilt met wat u eerder typte; bewaart u zonder te kiezen, dan vervalt het.',
  use: 'Zet terug wat ik typte',
  drop: 'Laat het vervallen',
  used: 'Wat u eerder typte, staat weer in het formulier. Lees het na voordat u bewaart.',
  dropped: 'Wat u eerder typte, is weg.',
}
