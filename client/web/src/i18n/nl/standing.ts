export const hold = {
  press: 'Zet stil',
  why: 'Waarom moet dit wachten?',
  hint: 'Bijvoorbeeld: u vraagt eerst advies. Wie de tekst leest, leest ook dit.',
  missing: 'Vul in waarom dit moet wachten.',
  by: '{{name}} zette dit stil',
  own: 'U zette dit stil',
  help: 'Zolang dit stilstaat, gaat er niets van naar buiten.',
  hidden: 'Waarom leest alleen wie de tekst zelf leest.',
  lift: 'Laat weer doorgaan',
}

export const obstacle = {
  on_hold: 'Staat stil: iemand vraagt eerst advies',
  source_withdrawn: 'De inbreng hierachter is ingetrokken. Hier gaat niets meer van naar buiten.',
  consent_stop: 'De toestemming is ingetrokken. Niemand erbij kan dit nog lezen, en er gaat niets meer van naar buiten.',
  consent_hold: 'De toestemming is ingetrokken. Dit wacht tot de eigenaar een andere grond noemt.',
  corrected: 'Deze tekst is verbeterd. De verbetering gaat in zijn plaats.',
}

export const due = {
  title: 'Vergeet dit niet',
  mineInform: 'Vertel het gezin over "{{item}}", uiterlijk {{day}}.',
  inform: '{{name}} vertelt het gezin over "{{item}}", uiterlijk {{day}}.',
  mineDeferral: 'Het uitstel bij "{{item}}" loopt tot {{day}}. Vertel het gezin dan, of geef een nieuwe reden.',
  deferral: 'Het uitstel van {{name}} bij "{{item}}" loopt tot {{day}}.',
  response: 'Het gezin kan reageren op "{{item}}" tot en met {{day}}.',
  giver: 'Uw reactie bij "{{item}}" wacht op een besluit. Gaat u eerder weg, dan blijft zij hier achter.',
  late: 'Te laat',
  where: 'Naar het gezin',
  missing: 'Dit punt is nog niet compleet',
  missingHelp: 'Noem nog geen naam. Dit moet erbij voordat iemand herkenbaar wordt besproken, en voor het vaststellen:',
  fill: 'Vul het aan',
}

export const wall = {
  title: 'Op het scherm',
  open: 'Toon op het scherm',
  close: 'Sluit',
  lead: 'Hier staat alleen wat iedereen aan tafel mag lezen.',
  noLabel: 'Punt {{number}}',
  empty: 'Er is nog niets dat iedereen aan tafel mag lezen.',
  contributions: 'Inbreng',
  proposals: 'Teksten die naar buiten gaan',
  by: '{{name}}, uiterlijk {{day}}',
}
