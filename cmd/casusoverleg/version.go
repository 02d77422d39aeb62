package main

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"casusoverleg/client/web"
	"casusoverleg/crypto/chain"
)

// versionCommand prints which program this is.
func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: p.say("toon de versie", "show the version"),
		Args:  p.arguments(),
		RunE: func(*cobra.Command, []string) error {
			p.printf("casusoverleg %s\nprotocol: suite %d, handelingen versie %d\n%s %s/%s\n",
				"casusoverleg %s\nprotocol: suite %d, acts version %d\n%s %s/%s\n",
				versionText(), chain.Suite, chain.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			page, err := web.Digest()
			if err != nil {
				return err
			}
			if page == "" {
				p.printf("pagina: niet meegebouwd\n", "page: not built in\n")
				return nil
			}
			p.printf("pagina: sha256 %s\n", "page: sha256 %s\n", page)
			return nil
		},
	}
}

// versionText is what the linker was told, else what the Go command recorded.
func versionText() string {
	if version != "" {
		return version
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return "devel"
}
