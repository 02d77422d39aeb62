package client

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Bram looks every two seconds and a half whether he heard Gerda, who may be unheard for
// 45 s. What he is away, asleep or without a line, is not her silence, and is not nothing.
func TestWhatALapseCounts(t *testing.T) {
	const allowed, every = 45 * time.Second, 2500 * time.Millisecond
	type pass struct {
		times int
		away  time.Duration // between two looks
	}
	for name, c := range map[string]struct {
		passes []pass
		tells  bool
	}{
		"not as long as that": {[]pass{{17, every}}, false},
		"as long as that":     {[]pass{{18, every}}, true},
		"his line breaks at 29 s, and is back at once": {[]pass{
			{11, every}, {1, 200 * time.Millisecond}, {7, every},
		}, true},
		"it breaks as soon as it is there, all the time": {[]pass{{225, 200 * time.Millisecond}}, true},
		"it is gone for twenty seconds":                  {[]pass{{5, every}, {1, 20 * time.Second}, {10, every}}, false},
		"that again and again":                           {[]pass{{2, 20 * time.Second}, {2, every}, {2, 20 * time.Second}, {2, every}, {2, 20 * time.Second}, {2, every}}, true},
		"his laptop slept when it had lasted long":       {[]pass{{17, every}, {1, 9 * time.Hour}, {17, every}}, false},
		"and she is not heard afterwards either":         {[]pass{{17, every}, {1, 9 * time.Hour}, {18, every}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			var l lapse
			now := time.Now()
			told := l.look(now, allowed)
			for _, p := range c.passes {
				for range p.times {
					now = now.Add(p.away)
					told = l.look(now, allowed)
				}
			}
			require.Equal(t, c.tells, told, "%v", l.lasted)
			l.begin(now)
			require.Equal(t, allowed, l.left(allowed))
			require.False(t, l.look(now.Add(every), allowed), "she is heard")
		})
	}
}
