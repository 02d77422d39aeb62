package main

import (
	"slices"
	"strings"

	"github.com/knadh/koanf/providers/confmap"
	"github.com/knadh/koanf/v2"
	"github.com/spf13/pflag"
)

// layer is what one source says: the defaults, the file, the environment or the
// flags. A value is a string, or a []string for a list.
type layer struct {
	values map[string]any
	from   map[string]string // where each was said, for messages
}

func newLayer() layer { return layer{values: map[string]any{}, from: map[string]string{}} }

func (l layer) set(key string, value any, from string) { l.values[key], l.from[key] = value, from }

// chosen is what all sources say together, the later ones over the earlier.
type chosen struct {
	values *koanf.Koanf
	from   map[string]string
}

// choose reads all sources: flag over environment over file over default.
func (p *program) choose(flags *pflag.FlagSet, file string) (*chosen, error) {
	if file == "" {
		file = p.getenv(configVariable)
	}
	layers := []layer{p.defaults()}
	if file != "" {
		l, err := p.configFile(file)
		if err != nil {
			return nil, err
		}
		layers = append(layers, l)
	}
	environment, err := p.environment()
	if err != nil {
		return nil, err
	}
	layers = append(layers, environment, p.flags(flags))
	c := &chosen{values: koanf.New("."), from: map[string]string{}}
	for _, l := range layers {
		if err := p.onlyOne(l); err != nil {
			return nil, err
		}
		c.forget(l)
		if err := c.values.Load(confmap.Provider(l.values, ""), nil); err != nil {
			return nil, p.failed("de instellingen zijn niet samen te voegen: %v.", "the settings cannot be merged: %v.", err)
		}
		for key, from := range l.from {
			c.from[key] = from
		}
	}
	return c, nil
}

// onlyOne refuses a source that gives a secret and also a file for it.
func (p *program) onlyOne(l layer) error {
	for _, s := range settings() {
		if s.kind != secret {
			continue
		}
		direct, isDirect := l.from[s.key]
		byFile, isByFile := l.from[s.key+fileSuffix]
		if isDirect && isByFile {
			return p.misuse("geef %s of %s, niet allebei.", "give %s or %s, not both.", direct, byFile)
		}
	}
	return nil
}

// forget drops what a lower layer said of a secret that this one speaks of in
// its other form.
func (c *chosen) forget(l layer) {
	for _, s := range settings() {
		if !slices.ContainsFunc(s.keys(), func(k string) bool { _, said := l.values[k]; return said }) {
			continue
		}
		for _, k := range s.keys() {
			c.values.Delete(k)
			delete(c.from, k)
		}
	}
}

func (p *program) defaults() layer {
	l := newLayer()
	for _, s := range settings() {
		if s.kind == secret {
			continue
		}
		l.set(s.key, s.parse(s.standard), p.say("standaard", "default"))
	}
	return l
}

// environment reads the variables with our prefix; one that is no setting is
// refused, so that a typing error does not go unseen. An empty one is not set,
// as compose files pass it.
func (p *program) environment() (layer, error) {
	l := newLayer()
	for _, e := range p.environ {
		name, value, ok := strings.Cut(e, "=")
		rest, ours := strings.CutPrefix(name, environmentPrefix)
		if !ok || !ours || value == "" || slices.Contains(notSettings(), name) {
			continue
		}
		key := strings.ToLower(rest)
		s, known := settingOf(key)
		if !known || rest != strings.ToUpper(rest) {
			return layer{}, p.misuse("de omgevingsvariabele %s is geen instelling van dit programma.",
				"the environment variable %s is no setting of this program.", name)
		}
		l.set(key, s.parse(value), name)
	}
	return l, nil
}

// flags reads the flags that were given.
func (p *program) flags(flags *pflag.FlagSet) layer {
	l := newLayer()
	for _, s := range settings() {
		f := flags.Lookup(s.flagName())
		if f == nil || !f.Changed {
			continue
		}
		key := strings.ReplaceAll(f.Name, "-", "_")
		l.set(key, s.parse(f.Value.String()), "--"+f.Name)
	}
	return l
}

// parse is a value as it is written in a variable or flag.
func (s setting) parse(text string) any {
	if s.kind != manyValue {
		return text
	}
	var list []string
	for _, word := range strings.Split(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			list = append(list, word)
		}
	}
	return list
}

// settingFlags gives a command a flag for every setting, and --config.
func (p *program) settingFlags(flags *pflag.FlagSet, file *string) {
	flags.StringVar(file, "config", "", p.say(
		"`BESTAND` instellingen (YAML); ook CASUSOVERLEG_CONFIG",
		"`FILE` settings (YAML); also CASUSOVERLEG_CONFIG"))
	for _, s := range settings() {
		kind := p.say("WAARDE", "VALUE")
		text := p.say(s.nl, s.en)
		switch s.kind {
		case manyValue:
			kind = p.say("LIJST", "LIST")
		case secret:
			kind = p.say("BESTAND", "FILE")
			text = p.say("bestand met: ", "file with: ") + text
		}
		if s.standard != "" {
			text += p.sayf(" (standaard %s)", " (default %s)", s.standard)
		}
		flags.String(s.flagName(), "", "`"+kind+"` "+text)
	}
	flags.SortFlags = false
}
