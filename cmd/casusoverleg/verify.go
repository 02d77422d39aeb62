package main

import (
	"bytes"
	"errors"

	"github.com/spf13/cobra"

	"casusoverleg/client/replica"
	"casusoverleg/crypto"
	"casusoverleg/crypto/chain"
	"casusoverleg/room/covenant"
)

// verifyCommand checks the log of a room and gives an account of it.
func (p *program) verifyCommand() *cobra.Command {
	var expected string
	c := &cobra.Command{
		Use:   p.say("verify LOGBOEK|BEWIJS", "verify LOG|EVIDENCE"),
		Short: p.say("controleer het logboek van een overleg en doe er verslag van", "verify the log of a room and give an account of it"),
		Long: p.say(
			"Controleert een logboek zoals het apparaat van de deelnemer dat deed: elke schakel, elke\n"+
				"handtekening, elke regel van het convenant en de handtekening van de server onder het geheel.\n"+
				"Daarna staat er wie is toegelaten, wat naar wie ging op wiens akkoord en wiens besluit, wat de\n"+
				"voorzitter besloot en wat is ingetrokken. Inhoud staat niet in een logboek.\n"+
				"Van bewijs dat een apparaat van zijn server bewaarde, staat er waarom het apparaat stopte en wat\n"+
				"de handtekeningen van de server zelf daarvan bewijzen.",
			"Verifies a log as the participant's device did: every link, every signature, every rule of\n"+
				"the covenant, and the server's signature under the whole.\n"+
				"Then it says who was admitted, what went to whom on whose agreement and whose decision, what\n"+
				"the chair decided and what was withdrawn. A log holds no contents.\n"+
				"Of evidence that a device kept of its server it says why the device stopped, and what the\n"+
				"server's own signatures prove of that."),
		Args: p.arguments(p.say("LOGBOEK", "LOG")),
		RunE: func(_ *cobra.Command, args []string) error { return p.verifyLog(args[0], expected) },
	}
	c.Flags().StringVar(&expected, "room", "", p.say(
		"`KENMERK` kenmerk dat het overleg moet hebben",
		"`ID` reference that the room must have"))
	return c
}

func (p *program) verifyLog(path, expected string) error {
	b, err := p.readFile(path, MaxLogFile)
	if err != nil {
		return err
	}
	evidence, err := replica.ReadEvidenceFile(b)
	if err == nil {
		if err := p.ofRoom(path, evidence.Room, expected); err != nil {
			return err
		}
		return p.tellEvidence(path, evidence)
	}
	f, err := replica.ReadLogFile(bytes.NewReader(b))
	if err != nil {
		return p.misuse("%s is geen logboek van een overleg en geen bewijs, of is afgekapt.", "%s is no log of a room and no evidence, or is cut off.", path)
	}
	if err := p.ofRoom(path, f.Room, expected); err != nil {
		return err
	}
	verified, err := f.Verify()
	if err != nil {
		return p.brokenLog(path, err)
	}
	rules, err := covenant.Decode(f.Rules)
	if err != nil {
		return p.brokenLog(path, err)
	}
	a, err := accountOf(f, verified.View)
	if err != nil {
		return p.brokenLog(path, err)
	}
	t := &telling{program: p, account: a, rules: rules}
	p.printf("Het logboek klopt.\nOverleg: %s\n", "The log is right.\nRoom: %s\n", f.Room)
	for _, ref := range rules.Profiles() {
		p.printf("Convenant: %s (%s, versie %s)\n", "Covenant: %s (%s, version %s)\n", p.text(ref.Title), ref.Name, ref.Version)
	}
	p.printf("Zoals getoond aan %s: %d handelingen gezien en gecontroleerd, %d alleen geteld.\n",
		"As shown to %s: %d acts seen and checked, %d only counted.\n", t.seat(f.Seat), verified.Records, verified.Stubs)
	p.printf("De server tekende voor %d handelingen, tijdperk %d.\n", "The server signed for %d acts, epoch %d.\n", verified.Head.N, verified.Epoch)
	t.print()
	return nil
}

// ofRoom refuses a file of another room than the expected one; any where none is expected.
func (p *program) ofRoom(path string, room crypto.Digest, expected string) error {
	if expected == "" {
		return nil
	}
	var id crypto.Digest
	if err := id.UnmarshalText([]byte(expected)); err != nil {
		return p.misuse("--room is geen kenmerk van een overleg: %d tekens 0-9 en a-f.",
			"--room is no reference of a room: %d characters 0-9 and a-f.", 2*crypto.DigestSize)
	}
	if id != room {
		return p.failed("%s is van een ander overleg: %s.", "%s is of another room: %s.", path, room)
	}
	return nil
}

// brokenLog says where a log breaks and what that means.
func (p *program) brokenLog(path string, err error) error {
	var e *replica.Evidence
	if !errors.As(err, &e) {
		return p.failed("%s klopt niet: de regels erin zijn niet die van het overleg.",
			"%s is not right: the rules in it are not those of the room.", path)
	}
	if e.Refusal != nil {
		return p.failed("%s klopt niet: handeling %d had geweigerd moeten worden (%s%s).",
			"%s is not right: act %d should have been refused (%s%s).",
			path, e.Violation.N, e.Refusal.Code, cited(e.Refusal.Articles))
	}
	return p.failed("%s klopt niet bij %d: %s.", "%s is not right at %d: %s.", path, e.Violation.N, p.breach(e.Violation.What))
}

// breach is what is wrong with a log.
func (p *program) breach(what chain.Breach) string {
	switch what {
	case chain.BreachOrder:
		return p.say("een handeling staat niet op haar plaats", "an act is out of its place")
	case chain.BreachFork:
		return p.say("er zijn twee verschillende verledens", "there are two different pasts")
	case chain.BreachRollback:
		return p.say("het logboek is teruggezet", "the log was rolled back")
	case chain.BreachGap, replica.BreachWithheld:
		return p.say("er is een handeling weggelaten", "an act was left out")
	case chain.BreachReveal:
		return p.say("een handeling is niet die waar de tel voor stond", "an act is not the one that was counted")
	case chain.BreachForeign:
		return p.say("een handeling hoort bij een ander overleg", "an act belongs to another room")
	case chain.BreachForm:
		return p.say("hier staat geen handeling", "this is no act")
	case replica.BreachAct:
		return p.say("een handeling is door niemand ondertekend", "an act is signed by nobody")
	case replica.BreachCheckpoint:
		return p.say("de handtekening van de server hoort hier niet bij", "the server's signature does not belong to this")
	case replica.BreachResume:
		return p.say("wie geen voorzitter of plaatsvervanger meer was, ging akkoord met een korter logboek", "a shorter log was accepted by who was neither chair nor deputy any more")
	case replica.BreachDestroyed:
		return p.say("de inhoud heet vernietigd voor haar dag, zonder dat iemand dat vroeg", "the contents are said to be destroyed before their day, without anybody asking")
	case replica.BreachSeat:
		return p.say("het apparaat kreeg de plaats van niemand of van een ander", "the device was given nobody's seat, or somebody else's")
	case replica.BreachFile:
		return p.say("er zit iets bij dat geen handeling noemt", "there is something that no act names")
	}
	return string(what)
}
