// Command crowd is the people at a table of whom only one is timed: for every line of
// its input, a link and what somebody says his work is, he comes in, is told of
// everything, and announces the key for his minutes. Two cores do not carry thirty
// browsers. When a seat has done so a line with its number is printed. It ends, and
// everybody leaves, when its input ends.
package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"
	"sync"

	"casusoverleg/client"
	"casusoverleg/client/vault"
	"casusoverleg/room"
)

func main() {
	var c crowd
	ctx, cancel := context.WithCancel(context.Background())
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		link, work, _ := strings.Cut(lines.Text(), " ")
		c.coming.Go(func() {
			if err := c.comesIn(ctx, link, work); err != nil {
				fmt.Fprintln(os.Stderr, "crowd:", err)
				os.Exit(1)
			}
		})
	}
	cancel()
	c.coming.Wait()
}

// crowd is who came in.
type crowd struct {
	coming sync.WaitGroup
	print  sync.Mutex // held while a line is printed
}

// comesIn brings one person in, who stays until ctx ends.
func (c *crowd) comesIn(ctx context.Context, link, work string) error {
	invitation, err := client.ParseInvitation(link)
	if err != nil {
		return err
	}
	options := client.Options{Vault: vault.NewMemory()}
	welcome, err := client.Look(ctx, invitation, options)
	if err != nil {
		return err
	}
	claims := room.Claims{Name: work, Party: welcome.Party, Function: work}
	visitor, err := client.Knock(ctx, invitation, claims, options)
	if err != nil {
		return err
	}
	session, err := visitor.Wait(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	if err := session.Join(ctx); err != nil {
		return err
	}
	if err := session.AnnounceMinutesKey(ctx); err != nil {
		return err
	}
	c.print.Lock()
	fmt.Println(session.Seat())
	c.print.Unlock()
	<-ctx.Done()
	return nil
}
