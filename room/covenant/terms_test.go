package covenant_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"casusoverleg/room/covenant"
)

func TestTheCovenantIsDueForRevisionAndStillHolds(t *testing.T) {
	rules := deWolden(t)
	review, ok := rules.Review()
	require.True(t, ok)
	require.Equal(t, day(t, "2026-10-01"), review)
	require.Nil(t, rules.Valid(day(t, "2026-11-21")), "an overdue revision closes no room")
	require.Nil(t, rules.Valid(day(t, "2024-10-01")))
	early := rules.Valid(day(t, "2024-09-30"))
	require.NotNil(t, early)
	require.Equal(t, covenant.ProfileNotYetValid, early.Code)
	training, ok := rules.Deadline(covenant.TermTraining, day(t, "2026-02-28"))
	require.True(t, ok)
	require.Equal(t, day(t, "2027-02-28"), training)
}

func TestWorkingDaysOfTheNetherlands(t *testing.T) {
	rules := deWolden(t)
	for date, working := range map[covenant.Date]bool{
		"2026-11-20": true, "2026-11-21": false, "2026-11-22": false, // Friday, Saturday, Sunday
		"2026-12-25": false, "2026-12-24": true, "2027-01-01": false,
		"2027-03-26": false, "2027-03-29": false, // Good Friday, Easter Monday
		"2027-04-27": false, "2027-05-05": false, "2027-05-06": false, "2027-05-17": false,
		"2025-04-26": false, "2025-04-28": true, // King's Day on Saturday; no day off instead
	} {
		require.Equal(t, working, rules.WorkingDay(day(t, date)), date)
	}
	reaction, ok := rules.Deadline(covenant.TermReaction, day(t, "2026-12-18"))
	require.True(t, ok)
	require.Equal(t, day(t, "2027-01-05"), reaction, "Christmas and New Year do not count; Boxing Day is a Saturday")
	require.Equal(t, day(t, "2026-11-21"), rules.AddWorkingDays(day(t, "2026-11-21"), 0))
	require.Equal(t, day(t, "2026-11-23"), rules.AddWorkingDays(day(t, "2026-11-21"), 1))
}

func TestTermsOfGeneralLaw(t *testing.T) {
	rules := deWolden(t)
	answer, ok := rules.Deadline(covenant.TermRequest, day(t, "2027-01-31"))
	require.True(t, ok)
	require.Equal(t, day(t, "2027-02-28"), answer)
	known := time.Date(2026, 11, 21, 15, 30, 0, 0, time.UTC).UnixMilli()
	report, ok := rules.DeadlineTime(covenant.TermBreachAuthority, known)
	require.True(t, ok)
	require.Equal(t, time.Date(2026, 11, 24, 15, 30, 0, 0, time.UTC).UnixMilli(), report)
	inform, ok := rules.DeadlineTime(covenant.TermInform, known)
	require.True(t, ok)
	require.Equal(t, time.Date(2026, 12, 21, 15, 30, 0, 0, time.UTC).UnixMilli(), inform)
	_, ok = rules.Deadline(covenant.TermScreening, 0)
	require.False(t, ok, "De Wolden asks no certificate of conduct")
	before1970, ok := rules.Deadline(covenant.TermRequest, day(t, "1969-12-15"))
	require.True(t, ok)
	require.Equal(t, day(t, "1970-01-15"), before1970)
}
