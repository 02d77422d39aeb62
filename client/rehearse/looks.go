package rehearse

import (
	"casusoverleg/room"
	"casusoverleg/room/covenant"
)

// CanRead checks who can open a text now, and who cannot by any way the server
// offers.
type CanRead struct {
	Of  AnyRef `script:"of,required"`
	Yes People `script:"yes"`
	No  People `script:"no"`
}

// Sees checks who knows that something is there, and who has nothing but stubs.
type Sees struct {
	Of  AnyRef `script:"of,required"`
	Yes People `script:"yes"`
	No  People `script:"no"`
}

// PackageCheck checks what is in the package that somebody fetched last.
type PackageCheck struct {
	Of       PersonRef     `script:"of,required" outsiders:"yes"`
	Kind     covenant.Code `script:"kind"`
	Contains []string      `script:"contains"`
	Lacks    []string      `script:"lacks"`
	Concept  *bool         `script:"concept"` // its recipient may react to it until a day
	Archive  *bool         `script:"archive"` // his party's archive key opens the file, too
}

// LeftCheck checks how far a package came.
type LeftCheck struct {
	Package ThingRef `script:"package,required" thing:"package"`
	Is      string   `script:"is,required"`
}

// GatesCheck checks what must still be done before adopting.
type GatesCheck struct {
	Open []covenant.Code `script:"open"`
	Met  []covenant.Code `script:"met"`
}

// PhaseCheck checks the phase of the meeting.
type PhaseCheck struct {
	Is room.Phase `script:"is,required,main"`
}

// ErasedCheck checks that the server erased a withdrawn contribution.
type ErasedCheck struct {
	Of ThingRef `script:"of,required,main" thing:"contribution"`
}
