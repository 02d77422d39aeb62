#!/usr/bin/env bash
# What `make run` does: a real server in its own process, a whole meeting with
# one real client per person, and a package opened with the stock age command.
# It needs nothing but bash, the two programs and a meeting to play.
#
#   cmd/run.sh CASUSOVERLEG AGE DIRECTORY [MEETING]
set -euo pipefail

if [ $# -lt 3 ] || [ $# -gt 4 ]; then
	echo "usage: cmd/run.sh CASUSOVERLEG AGE DIRECTORY [MEETING]" >&2
	exit 2
fi
bin=$1 age=$2 dir=$3
meeting=${4:-$(dirname "$0")/../client/rehearse/meetings/buurtteam-overlast.yaml}
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

"$bin" rehearse "$meeting" --server "$address" --chair-link-file "$dir/chair.link" --out "$dir/meeting" ||
	fail "the rehearsal failed"
stop || fail "the server did not stop well"

# One package, opened by somebody else's program. The identity files are in the
# clear only because nobody real owns them.
package=$(find "$dir/meeting" -name '*-minutes.age' | sort | head -n 1)
[ -n "$package" ] || fail "the rehearsal left no minutes in $dir/meeting"
name=$(basename "$package")
owner=$(echo "$name" | sed 's/-[0-9]*-minutes\.age$//')
key=$dir/meeting/$owner.key.txt
page=$dir/meeting/${name%.age}.html
"$age" -d -i "$key" -o "$page" "$package" || fail "the stock age does not open $package"
[ -s "$page" ] || fail "the stock age left no page"
"$bin" minutes verify "$page" >"$dir/minutes.txt" || fail "the minutes that age opened do not verify"
"$bin" verify "$dir/meeting/log" >"$dir/account.txt" || fail "the log does not verify"

cat <<END

Klaar. Alles staat in $dir:
  meeting/*.age            de pakketten, versleuteld, zoals ieder het zijne ophaalde
  meeting/*.key.txt        de sleutels van de spelers
  meeting/log              het logboek van de voorzitter, zonder inhoud
  meeting/$(basename "$page")
                           een pakket, geopend met het standaardprogramma age
  minutes.txt              wat dat pakket bewijst, en wat niet
  account.txt              wie is toegelaten en wat naar wie ging, uit het logboek
  server/, server.log      de database en het logboek van de server

Zelf openen:
  $age -d -i $key $package
  $bin minutes verify $page
  $bin verify $dir/meeting/log
END
