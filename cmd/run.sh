#!/usr/bin/env bash
# What `make run` does: a real server in its own process, whole meetings with one
# real client per person, packages opened with the stock age command, and the
# agreed actions in people's own formats; then a meeting that goes on, with the page
# in a browser. At a terminal that stays until Ctrl-C; otherwise the page is asked for
# once and all ends. It needs nothing but bash, the two programs and meetings to play.
#
#   cmd/run.sh CASUSOVERLEG AGE DIRECTORY [MEETING ...]
set -euo pipefail

if [ $# -lt 3 ]; then
	echo "usage: cmd/run.sh CASUSOVERLEG AGE DIRECTORY [MEETING ...]" >&2
	exit 2
fi
bin=$1 age=$2 dir=$3
shift 3
if [ $# -eq 0 ]; then
	meetings=$(dirname "$0")/../client/rehearse/meetings
	set -- "$meetings/proeftuin-gezin.yaml" "$meetings/intrekken.yaml" "$meetings/vervolg-buurtteam.yaml" "$meetings/buurtteam-overlast.yaml"
fi
for program in "$bin" "$age"; do
	[ -x "$program" ] || { echo "run: $program is not there or cannot be run" >&2; exit 2; }
done

# Only a directory that an earlier run made is emptied.
if [ -e "$dir" ] && [ -n "$(ls -A "$dir")" ] && [ ! -e "$dir/.rehearsal" ]; then
	echo "run: $dir holds something that was not made here; give another directory" >&2
	exit 2
fi
rm -rf "$dir"
mkdir -p "$dir"
touch "$dir/.rehearsal"

server=
stop() {
	[ -n "$server" ] || return 0
	kill -TERM "$server" 2>/dev/null || true
	local code=0
	wait "$server" || code=$?
	server=
	return "$code"
}
fail() {
	echo "run: $*" >&2
	[ ! -s "$dir/server.log" ] || { echo "run: the end of $dir/server.log:" >&2; tail -n 20 "$dir/server.log" >&2; }
	exit 1
}
# quietly runs a program and shows what it said only where it failed.
quietly() {
	"$@" >"$dir/.said" 2>&1 || { cat "$dir/.said" >&2; return 1; }
}
trap 'stop || true' EXIT

# The system gives two free ports; the chair's link, written once the server
# listens, says which.
"$bin" serve --data "$dir/server" --listen 127.0.0.1:0 --admin-listen 127.0.0.1:0 \
	--chair-link-file "$dir/chair.link" 2>"$dir/server.log" &
server=$!
for _ in $(seq 100); do
	[ -s "$dir/chair.link" ] && break
	kill -0 "$server" 2>/dev/null || { server=; fail "the server did not start"; }
	sleep 0.1
done
[ -s "$dir/chair.link" ] || fail "the server was not ready in ten seconds"
address=$(sed 's|/#.*||' "$dir/chair.link")

for meeting in "$@"; do
	name=$(basename "$meeting" .yaml)
	"$bin" rehearse "$meeting" --server "$address" --chair-link-file "$dir/chair.link" --out "$dir/$name" ||
		fail "the rehearsal of $name failed"
	"$bin" verify "$dir/$name/log" >"$dir/$name/account.txt" || fail "the log of $name does not verify"
	echo
done
stop || fail "the server did not stop well"

# One package of the last meeting, opened by somebody else's program. The identity
# files are in the clear only because nobody real owns them.
last=$dir/$name
package=$(find "$last" -name '*-minutes.age' | sort | head -n 1)
[ -n "$package" ] || fail "the rehearsal left no minutes in $last"
file=$(basename "$package" .age)
owner=$(echo "$file" | sed 's/-[0-9]*-minutes$//')
key=$last/$owner.key.txt
page=$last/$file.html
"$age" -d -i "$key" -o "$page" "$package" || fail "the stock age does not open $package"
[ -s "$page" ] || fail "the stock age left no page"
"$bin" minutes verify "$page" >"$dir/minutes.txt" || fail "the minutes that age opened do not verify"
quietly "$bin" minutes open "$page" --format odt --out "$dir/verslag.odt" || fail "the minutes do not become a text document"
for format in xlsx csv ics json md; do
	quietly "$bin" actions export "$page" --format "$format" --out "$dir/acties.$format" || fail "the actions do not become $format"
done

# A file for somebody outside, who was told a passphrase by telephone.
spoken=
for words in "$dir"/*/*-*.passphrase; do
	[ -e "${words%.passphrase}.age" ] || continue
	spoken=${words%.passphrase}
	quietly "$bin" minutes open "$spoken.age" --passphrase-file "$words" --out "$spoken.html" || fail "$spoken.age does not open with its passphrase"
	break
done

rm -f "$dir/.said"

cat <<END

Klaar. Alles staat in $dir, van elk overleg in een eigen map:
  */*.age                  de pakketten, versleuteld, zoals ieder het zijne ophaalde
  */*.key.txt              de sleutels van de spelers
  */log, */account.txt     het logboek van de voorzitter zonder inhoud, en wat eruit blijkt
  $name/$(basename "$page")
                           een pakket, geopend met het standaardprogramma age
  minutes.txt              wat dat pakket bewijst, en wat niet
  verslag.odt              hetzelfde verslag voor Word of LibreOffice
  acties.xlsx .csv .ics    de acties voor Excel en de agenda; ook .json en .md
${spoken:+  ${spoken#"$dir"/}.html
                           een pakket voor iemand van buiten, geopend met een wachtzin
}  server/, server.log      de database en het logboek van de server

Zelf openen:
  $age -d -i $key $package
  $bin minutes verify $page
  $bin verify $last/log
END

# A meeting that goes on: its links open in any browser on this machine.
demo=("$bin" demo --listen 127.0.0.1:0 --admin-listen 127.0.0.1:0)
echo
if [ -t 0 ] && [ -t 1 ]; then
	echo "Nu een overleg dat doorgaat. Open straks een van de links in uw browser."
	trap : INT # Ctrl-C ends the meeting, and that is a good end
	"${demo[@]}"
	exit 0
fi
"${demo[@]}" >"$dir/demo.txt" 2>"$dir/server.log" &
server=$!
for _ in $(seq 600); do
	grep -q '/#chair=' "$dir/demo.txt" && break
	kill -0 "$server" 2>/dev/null || { server=; fail "the meeting that goes on did not start"; }
	sleep 0.1
done
links=$(grep -E '^  [a-z]+ +http' "$dir/demo.txt") || fail "the meeting that goes on has no links"
address=$(echo "$links" | grep -o 'http://[^/]*' | head -n 1)
host=${address#http://}
exec 3<>"/dev/tcp/${host%:*}/${host##*:}"
printf 'GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$host" >&3
page=$(tr -d '\0' <&3)
exec 3<&-
case $page in
	"HTTP/1.1 200 "*'<script type="module"'*) ;;
	*) fail "the page does not answer at $address" ;;
esac
stop || fail "the meeting that goes on did not stop well"
cat <<END
De pagina stond op $address/ en antwoordde, met een overleg dat doorging:
$links
Zelf aanschuiven: make run aan een terminal, of $bin demo
END
