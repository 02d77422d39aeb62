package main

import "strings"

// settingKind says how the value of a setting is written.
type settingKind int

const (
	oneValue  settingKind = iota // one text
	manyValue                    // a list; in a variable or flag with commas between
	secret                       // never a flag, never printed; KEY_file names a file that holds it
)

// setting is one thing the administrator may choose. Its name in the settings
// file is key, as a flag --key with hyphens, in the environment
// CASUSOVERLEG_KEY in capitals.
type setting struct {
	key      string
	kind     settingKind
	standard string // as it would be written in the environment
	nl, en   string // what it means
}

// The settings. docs/operations.md has the same table; a test compares them.
const (
	keyListen      = "listen"
	keyAdminListen = "admin_listen"
	keyURL         = "url"
	keyHosts       = "hosts"
	keyData        = "data"
	keyProfiles    = "profiles"
	keyTLSCert     = "tls_cert"
	keyTLSKey      = "tls_key"
	keyChairLink   = "chair_link_file"
	keyLogLevel    = "log_level"
	keyServerKey   = "server_key"
	keyTokenKey    = "token_key"
	keyChairSecret = "chair_secret"
)

func settings() []setting {
	return []setting{
		{keyListen, oneValue, "127.0.0.1:8080",
			"adres en poort voor deelnemers; zonder TLS alleen op de eigen machine",
			"address and port for participants; without TLS on this machine only"},
		{keyAdminListen, oneValue, "127.0.0.1:8081",
			"adres en poort voor gezondheid en metingen; zonder TLS alleen op de eigen machine",
			"address and port for health and metrics; without TLS on this machine only"},
		{keyURL, oneValue, "",
			"adres waaronder deelnemers de server kennen, zoals https://overleg.example.nl; standaard http:// met listen",
			"address by which participants know the server, such as https://overleg.example.nl; by default http:// with listen"},
		{keyHosts, manyValue, "",
			"meer adressen waaronder de server bereikbaar is, elk geschreven als url",
			"more addresses by which the server is reached, each written like url"},
		{keyData, oneValue, "casusoverleg-data",
			"map met de database en de sleutels van de server, alleen voor deze gebruiker",
			"directory with the server's database and keys, for this user only"},
		{keyProfiles, manyValue, "de-wolden,toekomstscenario",
			"convenantprofielen die overleggen kunnen kiezen: namen uit profile list, of bestanden; meer profielen die samen gelden met een + ertussen",
			"covenant profiles that rooms can choose: names from profile list, or files; several that hold together are joined by +"},
		{keyTLSCert, oneValue, "",
			"bestand met het certificaat en de tussencertificaten (PEM); samen met tls_key",
			"file with the certificate and its intermediates (PEM); together with tls_key"},
		{keyTLSKey, oneValue, "",
			"bestand met de sleutel van het certificaat (PEM)",
			"file with the certificate's key (PEM)"},
		{keyChairLink, oneValue, "",
			"bestand waarin een nieuwe voorzitterslink komt; standaard op standaarduitvoer",
			"file that a new chair's link is written to; by default it goes to standard output"},
		{keyLogLevel, oneValue, "info",
			"wat er in het logboek komt: debug, info, warn of error",
			"what is logged: debug, info, warn or error"},
		{keyServerKey, secret, "",
			"sleutel waarmee de server logboeken ondertekent, daaronder eerdere; standaard server.key in data",
			"key with which the server signs logs, earlier ones below it; by default server.key in data"},
		{keyTokenKey, secret, "",
			"sleutel waarmee de server sessies ondertekent; standaard token.key in data",
			"key with which the server signs sessions; by default token.key in data"},
		{keyChairSecret, secret, "",
			"geheim in de voorzitterslink; standaard maakt de server het één keer en bewaart alleen chair.hash in data",
			"secret in the chair's link; by default the server makes it once and keeps only chair.hash in data"},
	}
}

const (
	environmentPrefix = "CASUSOVERLEG_"
	configVariable    = environmentPrefix + "CONFIG"
	fileSuffix        = "_file" // a secret's key with this names a file that holds it
)

// notSettings are variables with our prefix that are no settings.
func notSettings() []string {
	return []string{languageVariable, configVariable, environmentPrefix + "BIN"} // the last names the binary to tests
}

// flagName is the setting as a flag; a secret is a flag only by its file.
func (s setting) flagName() string {
	name := s.key
	if s.kind == secret {
		name += fileSuffix
	}
	return strings.ReplaceAll(name, "_", "-")
}

// variable is the setting in the environment.
func (s setting) variable() string { return environmentPrefix + strings.ToUpper(s.key) }

// keys are the names the setting may be written under.
func (s setting) keys() []string {
	if s.kind == secret {
		return []string{s.key, s.key + fileSuffix}
	}
	return []string{s.key}
}

// settingOf finds the setting that may be written under a name.
func settingOf(name string) (setting, bool) {
	for _, s := range settings() {
		for _, k := range s.keys() {
			if k == name {
				return s, true
			}
		}
	}
	return setting{}, false
}
