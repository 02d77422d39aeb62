package identify_test

import (
	"testing"

	"casusoverleg/minutes/identify"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The household of the case "Populier", all invented.
func populier() []identify.Person {
	return []identify.Person{
		{Handle: "p1", Names: []string{"Karin van Dalen", "mevrouw Van Dalen"}, Relation: "bewoner", Pseudonym: "Bewoner A"},
		{Handle: "p2", Names: []string{"Patrick van Dalen"}, Relation: "zoon", Pseudonym: "Zoon B"},
		{Handle: "p3", Names: []string{"Youssef El-Amrani", "J. El Amrani"}, Relation: "buurman", Pseudonym: "Buurman C"},
	}
}

// spot is a mark as a reader of the test sees it.
type spot struct {
	kind   identify.Kind
	text   string
	person string
}

func spots(text string, persons []identify.Person) []spot {
	var out []spot
	for _, m := range identify.Find(text, persons) {
		out = append(out, spot{m.Kind, text[m.Start:m.End], m.Person})
	}
	return out
}

func TestReleaseDeskMarksThePoliceOfficersText(t *testing.T) {
	text := "Sinds 1 september vijf meldingen van geluid na 23.00 uur bij mevrouw Van Dalen, Esdoornlaan 14 in Zuidwolde, " +
		"telefoon 06 1234 5678. Er is geen aangifte gedaan. Bij twee meldingen was iemand aanwezig die had gedronken. " +
		"Volgens zijn ID (BSN 123456782, geboren 14 maart 1991) is dat haar zoon Patrick."
	marks := identify.Find(text, populier())
	require.Equal(t, []spot{
		{identify.Name, "mevrouw Van Dalen", "p1"},
		{identify.Address, "Esdoornlaan 14", ""},
		{identify.Phone, "06 1234 5678", ""},
		{identify.BSN, "123456782", ""},
		{identify.BirthDate, "14 maart 1991", ""},
		{identify.Name, "Patrick", "p2"},
	}, spots(text, populier()))
	require.Equal(t, map[identify.Kind]int{
		identify.Name: 2, identify.Address: 1, identify.Phone: 1, identify.BSN: 1, identify.BirthDate: 1,
	}, identify.Counts(marks))

	out, err := identify.Replace(text, marks)
	require.NoError(t, err)
	require.Equal(t, "Sinds 1 september vijf meldingen van geluid na 23.00 uur bij Bewoner A, in Zuidwolde, "+
		"telefoon. Er is geen aangifte gedaan. Bij twee meldingen was iemand aanwezig die had gedronken. "+
		"Volgens zijn ID (BSN, geboren) is dat haar zoon Zoon B.", out)
	require.NoError(t, identify.Clean(out))
	require.Empty(t, identify.Find(out, populier()), "what goes out is clean")
}

func TestSecretaryTypesWithoutCapitalsOrAccents(t *testing.T) {
	persons := []identify.Person{
		{Handle: "a", Names: []string{"Zoë Gürbüz-Łukasik"}, Pseudonym: "Dochter A"},
		{Handle: "b", Names: []string{"Søren 't Hoen"}, Pseudonym: "Vader B"},
	}
	text := "zoe gurbuz lukasik woont bij soren ’t hoen. ZOË komt morgen; SOREN niet. Zoës school belde, ook over Zoe's jas."
	require.Equal(t, []spot{
		{identify.Name, "zoe gurbuz lukasik", "a"},
		{identify.Name, "soren ’t hoen", "b"},
		{identify.Name, "ZOË", "a"},
		{identify.Name, "SOREN", "b"},
		{identify.Name, "Zoës", "a"},
		{identify.Name, "Zoe's", "a"},
	}, spots(text, persons))
}

func TestNobodyIsNamedWhenASurnameCanBeSeveralPeople(t *testing.T) {
	cases := []struct{ name, text, marked, person, suggestion string }{
		{"mother and son share it", "Er was ruzie bij Van Dalen.", "Van Dalen", "p1", "Bewoner A"}, // listed as such
		{"addressed as a man", "Er was ruzie met meneer Van Dalen.", "meneer Van Dalen", "p2", "Zoon B"},
		{"the whole family", "Bij de familie van Dalen is ruzie.", "familie van Dalen", "", "familie"},
		{"a relative we do not know", "Daar woont ook Piet van Dalen.", "Piet van Dalen", "", "iemand"},
		{"at the start of a sentence", "Piet van Dalen belde.", "Piet van Dalen", "", "Iemand"},
		{"other initials", "Brief aan Q. van Dalen.", "Q. van Dalen", "", "iemand"},
		{"her initial", "Brief aan mw. K. v. Dalen.", "mw. K. v. Dalen", "p1", "Bewoner A"},
		{"another woman of the buurman's name", "Mevrouw El Amrani belde.", "Mevrouw El Amrani", "", "Iemand"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			marks := identify.Find(c.text, populier())
			require.Len(t, marks, 1)
			require.Equal(t, c.marked, c.text[marks[0].Start:marks[0].End])
			require.Equal(t, c.person, marks[0].Person)
			require.Equal(t, c.suggestion, marks[0].Suggestion)
		})
	}
	sisters := []identify.Person{
		{Handle: "s1", Names: []string{"Anna de Wit"}, Pseudonym: "Persoon B"},
		{Handle: "s2", Names: []string{"Lotte de Wit"}, Pseudonym: "Persoon C"},
	}
	marks := identify.Find("Volgens De Wit is het stil.", sisters)
	require.Len(t, marks, 1)
	require.Empty(t, marks[0].Person)
	require.Equal(t, identify.Somebody, marks[0].Suggestion)

	namesakes := []identify.Person{{Handle: "1", Names: []string{"Jan"}, Pseudonym: "Vader C"}, {Handle: "2", Names: []string{"Jan"}, Pseudonym: "Zoon D"}}
	require.Equal(t, []spot{{identify.Name, "Jan", ""}}, spots("Gisteren sliep Jan slecht.", namesakes))
}

func TestADateInBracketsAfterANameIsABirthday(t *testing.T) {
	require.Equal(t, []spot{{identify.Name, "Patrick", "p2"}, {identify.BirthDate, "12-04-2018", ""}},
		spots("Het gaat om Patrick (12-04-2018) en het overleg (13-04-2018).", populier()))
	require.Equal(t, []spot{{identify.Name, "Patrick", "p2"}}, spots("Gesproken met Patrick, 12-04-2026.", populier()))
}

func TestEveryWayAPersonIsWritten(t *testing.T) {
	persons := []identify.Person{
		{Handle: "p", Names: []string{"Berg, Pieter Jan van den", "Pietje"}, Pseudonym: "Persoon A"},
		{Handle: "q", Names: []string{"Anna Jansen-de Vries"}, Pseudonym: "Persoon B"},
		{Handle: "w", Names: []string{"Wil de Boer"}, Pseudonym: "Persoon C"},
		{Handle: "b", Names: []string{"Ben Ait Lahcen"}, Pseudonym: "Persoon D"},
	}
	for text, want := range map[string]spot{
		"dat zei Pieter Jan van den Berg gisteren":   {identify.Name, "Pieter Jan van den Berg", "p"},
		"dat zei pieter van den berg gisteren":       {identify.Name, "pieter van den berg", "p"},
		"dat zei P.J. van den Berg gisteren":         {identify.Name, "P.J. van den Berg", "p"},
		"dat zei PJ v.d. Berg gisteren":              {identify.Name, "PJ v.d. Berg", "p"},
		"dat zei dhr. P. v/d Berg gisteren":          {identify.Name, "dhr. P. v/d Berg", "p"},
		"dat zei de heer Van der Berg gisteren":      {identify.Name, "de heer Van der Berg", "p"},
		"dat zei meneer berg gisteren":               {identify.Name, "meneer berg", "p"},
		"dat zei P.v.d.B. gisteren":                  {identify.Name, "P.v.d.B.", "p"},
		"dat zei PvdB gisteren":                      {identify.Name, "PvdB", "p"},
		"ik hoor dat P. heeft gebeld":                {identify.Name, "P.", "p"},
		"dat zei pietje gisteren":                    {identify.Name, "pietje", "p"},
		"dat zei Anna gisteren":                      {identify.Name, "Anna", "q"},
		"de fiets is van Jansen zelf":                {identify.Name, "Jansen", "q"},
		"het gaat om Jansens fiets":                  {identify.Name, "Jansens", "q"},
		"het gaat om De Vries’ fiets":                {identify.Name, "De Vries’", "q"},
		"dat zei mw. drs. A. Jansen – de Vries toen": {identify.Name, "mw. drs. A. Jansen – de Vries", "q"},
		"dat zei An\u00adna gisteren":                {identify.Name, "An\u00adna", "q"},
		"de fiets van van den berg is weg":           {identify.Name, "van den berg", "p"},
		"dat zei Wil gisteren":                       {identify.Name, "Wil", "w"},
		"dat zei mevrouw de boer gisteren":           {identify.Name, "mevrouw de boer", "w"},
		"dat zei Ben gisteren":                       {identify.Name, "Ben", "b"},
		"dat zei Ben Ait Lahcen gisteren":            {identify.Name, "Ben Ait Lahcen", "b"},
		"dat zei Ben\nAit Lahcen gisteren":           {identify.Name, "Ben\nAit Lahcen", "b"},
		"dat zei mevrouw Tuinstra gisteren":          {identify.Name, "mevrouw Tuinstra", ""},
		"dat zei dhr. K. van der Sluis-Bos gisteren": {identify.Name, "dhr. K. van der Sluis-Bos", ""},
		"dat zei Anna Maria Jansen gisteren":         {identify.Name, "Anna Maria Jansen", "q"},
		"dat zei Anna Tuinstra gisteren":             {identify.Name, "Anna Tuinstra", ""},
	} {
		assert.Equal(t, []spot{want}, spots(text, persons), text)
	}
}

func TestPossessiveAndCapitalFitTheSentence(t *testing.T) {
	persons := []identify.Person{
		{Handle: "m", Names: []string{"Karin Bos"}, Pseudonym: "moeder"},
		{Handle: "k", Names: []string{"Sem Bos"}, Pseudonym: "Kind B"},
	}
	text := "Karin belt. Karins broer haalt Sem's fiets. Gisteren sliep Karin niet."
	out, err := identify.Replace(text, identify.Find(text, persons))
	require.NoError(t, err)
	require.Equal(t, "Moeder belt. Moeders broer haalt Kind B's fiets. Gisteren sliep moeder niet.", out)
}

func TestEveryKindInTheFormsPeopleUse(t *testing.T) {
	type found struct {
		kind identify.Kind
		text string
	}
	for text, want := range map[string]found{
		// BSN
		"nummer 123456782.":                   {identify.BSN, "123456782"},
		"nummer 123 456 782.":                 {identify.BSN, "123 456 782"},
		"nummer 1234.56.782.":                 {identify.BSN, "1234.56.782"},
		"nummer 1234\u00a056\u00a0782.":       {identify.BSN, "1234\u00a056\u00a0782"},
		"nummer 12345672, klopt":              {identify.BSN, "12345672"}, // eight digits
		"BSN 123456789 staat fout":            {identify.BSN, "123456789"},
		"BSN-nummer: 12-34-56-78-2":           {identify.BSN, "12-34-56-78-2"},
		"BSN123456782":                        {identify.BSN, "123456782"},
		"burgerservicenummer is 1 2345 678 2": {identify.BSN, "1 2345 678 2"},
		"nummer １２３４５６７８２ dus":                {identify.BSN, "１２３４５６７８２"},
		// date of birth
		"geboren op 3 maart 2019 te Assen": {identify.BirthDate, "3 maart 2019"},
		"geb. 03-03-2019":                  {identify.BirthDate, "03-03-2019"},
		"geb. 3/3/'19 ja":                  {identify.BirthDate, "3/3/'19"},
		"geb. 3/3/19 ja":                   {identify.BirthDate, "3/3/19"},
		"geb. 3 mrt. '87":                  {identify.BirthDate, "3 mrt. '87"},
		"geboortedatum: 03031987":          {identify.BirthDate, "03031987"},
		"geboortedatum: 2019-03-09":        {identify.BirthDate, "2019-03-09"},
		"geboren in maart 2019":            {identify.BirthDate, "maart 2019"},
		"hij is op 3 mei 2018 geboren":     {identify.BirthDate, "3 mei 2018"},
		"de datum 03-03-1987 klopt":        {identify.BirthDate, "03-03-1987"},
		"de datum 3 maart 1987 klopt":      {identify.BirthDate, "3 maart 1987"},
		// address
		"post naar 7921 AB 12":                              {identify.Address, "7921 AB 12"},
		"post naar 7921AB in Zuidwolde":                     {identify.Address, "7921AB"},
		"post naar 7921 AB Zuidwolde":                       {identify.Address, "7921 AB"},
		"postcode 7921 ab":                                  {identify.Address, "7921 ab"},
		"ook 2025 EK 7 is een postcode":                     {identify.Address, "2025 EK 7"},
		"op de Esdoornlaan 14a is":                          {identify.Address, "Esdoornlaan 14a"},
		"op de esdoornlaan 14 is":                           {identify.Address, "esdoornlaan 14"},
		"Burgemeester Tonckensstraat 12-2, 7921 AB is leeg": {identify.Address, "Burgemeester Tonckensstraat 12-2, 7921 AB"},
		"de Burg. van der Feltzstraat 8 is leeg":            {identify.Address, "Burg. van der Feltzstraat 8"},
		"in De Weide 3 brandt":                              {identify.Address, "De Weide 3"}, // bare ending
		"aan de Zuideresweg nr. 5 brandt":                   {identify.Address, "Zuideresweg nr. 5"},
		"hij woont op Ossekoele 21 bis":                     {identify.Address, "Ossekoele 21 bis"},
		"Ossekoele 21\n7921 AB":                             {identify.Address, "Ossekoele 21\n7921 AB"},
		"het is huisnummer 14":                              {identify.Address, "14"},
		// telephone
		"bereikbaar op 06-12345678.":        {identify.Phone, "06-12345678"},
		"bereikbaar op 06 12 34 56 78.":     {identify.Phone, "06 12 34 56 78"},
		"bereikbaar op 0612345678.":         {identify.Phone, "0612345678"},
		"bereikbaar op 0528-123456.":        {identify.Phone, "0528-123456"},
		"bereikbaar op (0528) 12 34 56.":    {identify.Phone, "(0528) 12 34 56"},
		"bereikbaar op 020 - 123 45 67.":    {identify.Phone, "020 - 123 45 67"},
		"bereikbaar op +31 6 12345678.":     {identify.Phone, "+31 6 12345678"},
		"bereikbaar op +31 (0)6 1234 5678.": {identify.Phone, "+31 (0)6 1234 5678"},
		"bereikbaar op 0031612345678.":      {identify.Phone, "0031612345678"},
		"bereikbaar op +49 151 23456789.":   {identify.Phone, "+49 151 23456789"},
		"tel. 371234":                       {identify.Phone, "371234"},
		// mail
		"mail k.van-dalen+thuis@voorbeeld.example.":  {identify.Mail, "k.van-dalen+thuis@voorbeeld.example"},
		"mail naar <kárin@voorbeeld.co.example>, ja": {identify.Mail, "kárin@voorbeeld.co.example"},
		// IBAN
		"op NL91ABNA0417164300 gestort":       {identify.IBAN, "NL91ABNA0417164300"},
		"op nl91 abna 0417 1643 00 gestort":   {identify.IBAN, "nl91 abna 0417 1643 00"},
		"op DE89 3704 0044 0532 0130 00 is":   {identify.IBAN, "DE89 3704 0044 0532 0130 00"},
		"IBAN NL92 ABNA 0417 1643 00 is fout": {identify.IBAN, "NL92 ABNA 0417 1643 00"},
		// plate
		"een auto, XX-99-BB, reed weg":    {identify.Plate, "XX-99-BB"},
		"een auto, G-001-BB, reed weg":    {identify.Plate, "G-001-BB"},
		"met kenteken 99xxb9 reed hij":    {identify.Plate, "99xxb9"},
		"met kenteken xx 99 bb reed hij":  {identify.Plate, "xx 99 bb"},
		"kenteken: 9-XXX-99, zwarte auto": {identify.Plate, "9-XXX-99"},
	} {
		var got found
		marks := identify.Find(text, nil)
		require.LessOrEqual(t, len(marks), 1, text)
		for _, m := range marks {
			got = found{m.Kind, text[m.Start:m.End]}
		}
		assert.Equal(t, want, got, text)
	}
}
